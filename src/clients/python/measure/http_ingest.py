"""Measures how many positions one client sends over HTTP.

    python measure/http_ingest.py URL [POSITIONS]

sends so many positions (400,000) of 50 tracks three times, each time to an acquisition of its own, and prints how many a second Kafka had,
and what share of the time the client itself was computing.
"""

import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from wanderscope import HttpPublisher, Position, publish

TRACKS = 50
FRAME_INTERVAL = timedelta(milliseconds=20)

if not 2 <= len(sys.argv) <= 3:
    sys.exit("usage: http_ingest.py URL [POSITIONS]")
url = sys.argv[1]
number = int(sys.argv[2]) if len(sys.argv) > 2 else 400_000


def positions(acquisition: str) -> Iterator[Position]:
    start = datetime.now(timezone.utc) - number // TRACKS * FRAME_INTERVAL
    for index in range(number):
        frame, track = divmod(index, TRACKS)
        time_of_frame = start + frame * FRAME_INTERVAL
        yield Position(acquisition, str(track), frame, time_of_frame, 0.1 * (frame % 7), 2.0, length_unit="um")


for attempt in range(3):
    began, computing = time.monotonic(), time.process_time()
    with HttpPublisher(url, token=None) as publisher:
        publish(positions(f"measured-{time.time():.0f}-{attempt}"), publisher)
    took, computing = time.monotonic() - began, time.process_time() - computing
    print(f"{number / took:,.0f} positions/s, {computing / took:.0%} of the time in the client", flush=True)
