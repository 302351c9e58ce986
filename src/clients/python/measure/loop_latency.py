"""Measures the time from a localisation to the trigger that it causes.

    python measure/loop_latency.py BOOTSTRAP SECONDS

publishes frames of some 50 simulated particles at 20 a second, 1,000 localisations a second, for so many seconds, and reads the
triggers that come of them. Prints, for every 100 frames, how many triggers there were and the milliseconds from sending a frame to
reading its trigger: least, median, 90 %, 99 % and most. The stream needs a rule that is met once in each track:

    topics.localisations=particle-localisations
    linking.max.displacement=0.8
    trigger.any.points.min=20
"""

import random
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timezone

from wanderscope import Localisation
from wanderscope.kafka import KafkaPublisher
from wanderscope.triggers import triggers

FRAME_INTERVAL = 0.05  # seconds
PARTICLES = 60
LIFE = 40  # frames for which a particle is seen
GONE = 7  # frames until another one takes its place: more than the linker bridges
SPACING = 4.0  # micrometres between the places of particles, which never meet
STEP = 0.05  # micrometres a frame, along each axis
IDLE = 20.0  # seconds without a trigger, after which no more are awaited
BLOCK = 100  # frames

acquisition = f"latency-{time.time():.0f}"
sent: dict[int, float] = {}
waited: dict[int, list[float]] = {}


def frames() -> Iterator[list[tuple[float, float]]]:
    """The places that are seen in each frame. Particles begin at all ages."""
    generator = random.Random(1)
    ages = [generator.randrange(LIFE) for _ in range(PARTICLES)]
    places = [(SPACING * (each % 8), SPACING * (each // 8)) for each in range(PARTICLES)]
    while True:
        for each in range(PARTICLES):
            x, y = places[each]
            places[each] = (x + generator.gauss(0, STEP), y + generator.gauss(0, STEP))
            ages[each] = (ages[each] + 1) % (LIFE + GONE)
        yield [place for place, age in zip(places, ages) if age < LIFE]


def publish(bootstrap: str, seconds: float) -> None:
    start = time.time()
    with KafkaPublisher(bootstrap) as publisher:
        for frame, places in enumerate(frames()):
            time.sleep(max(0.0, start + frame * FRAME_INTERVAL - time.time()))
            if time.time() > start + seconds:
                return
            now = datetime.now(timezone.utc)
            for x, y in places:
                publisher.send(Localisation(acquisition, frame, now, x, y, length_unit="um"))
            publisher.send(Localisation.frame_complete(acquisition, frame, now, len(places), "um"))
            sent[frame] = time.time()


def read(bootstrap: str) -> None:
    for trigger in triggers(bootstrap, acquisition=acquisition, idle=IDLE):
        waited.setdefault(trigger.frame // BLOCK, []).append(time.time() - sent[trigger.frame])


def summary(values: list[float]) -> str:
    ordered = sorted(1e3 * each for each in values)
    chosen = (ordered[int(share * (len(ordered) - 1))] for share in (0, 0.5, 0.9, 0.99, 1))
    return "".join(f"{each:9.0f}" for each in chosen)


if __name__ == "__main__":
    bootstrap, seconds = sys.argv[1], float(sys.argv[2])
    reader = threading.Thread(target=read, args=[bootstrap])
    reader.start()
    time.sleep(5)  # until it has found the topic
    publish(bootstrap, seconds)
    reader.join()
    print("frames from  triggers      min      50%      90%      99%      max  (ms)")
    for block, values in sorted(waited.items()):
        print(f"{block * BLOCK:11}{len(values):10}{summary(values)}")
    steady = [each for block, values in waited.items() if block >= max(waited) / 2 for each in values]
    print(f"second half{len(steady):10}{summary(steady)}")
