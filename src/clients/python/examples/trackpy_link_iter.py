"""Links spots with trackpy frame by frame, as they are found, and sends the positions to Wanderscope.

    pip install 'src/clients/python[trackpy]'
    python src/clients/python/examples/trackpy_link_iter.py http://localhost:8090 trackpy-1

The spots are those of simulated particles. With images, ``spots`` is ``trackpy.locate(image, 11)[["x", "y"]].to_numpy()`` of each.
"""

import os
import sys
from collections import deque
from datetime import datetime, timedelta, timezone

import numpy
import trackpy

from wanderscope import HttpPublisher, Position, publish

url, acquisition = sys.argv[1:] if len(sys.argv) == 3 else sys.exit("usage: trackpy_link_iter.py URL ACQUISITION")
PIXEL, INTERVAL = 0.1, 0.02  # µm, s
trackpy.quiet()


def spots(frames=200, particles=20, seed=1):
    random = numpy.random.default_rng(seed)
    places = random.uniform(0, 500, (particles, 2))
    for _ in range(frames):
        places = places + random.normal(0, 1.5, places.shape)
        yield places


def positions(found, start=datetime.now(timezone.utc)):
    waiting = deque()  # link_iter yields the numbers of the tracks only
    linked = trackpy.link_iter((waiting.append(places) or places for places in found), search_range=10, memory=2)
    for frame, tracks in linked:
        time = start + timedelta(seconds=frame * INTERVAL)
        for track, (x, y) in zip(tracks, waiting.popleft()):
            yield Position(acquisition, str(track), frame, time, x * PIXEL, y * PIXEL, length_unit="um")
    for track in tracks:  # Those that vanished before end by silence.
        yield Position.end(acquisition, str(track), frame, time, "um")


with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher:
    print(publish(positions(spots()), publisher), "records sent")
