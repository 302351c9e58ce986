"""Sends the positions in a table of TrackMate ("Spots in tracks" exported to CSV) to Wanderscope, as if they were recorded now.

    pip install src/clients/python
    python src/clients/python/examples/trackmate_export.py http://localhost:8090 cell-1 spots.csv

``wanderscope classify spots.csv`` needs none of this; it is for a dashboard that others look at, or for a plug-in of your own.
"""

import csv
import os
import sys
from datetime import datetime, timedelta, timezone

from wanderscope import HttpPublisher, Position, publish

url, acquisition, path = sys.argv[1:4]
UNITS = {"micron": "um", "µm": "um", "um": "um", "pixel": "px", "nm": "nm"}


def positions(file, start):
    rows = csv.DictReader(file)
    next(rows), next(rows)  # names in words, then in short
    units = next(rows)
    unit = UNITS[units["POSITION_X"].strip("()")]
    spots = sorted((row for row in rows if row["TRACK_ID"]), key=lambda row: int(row["FRAME"]))
    last = {}
    for spot in spots:
        track, frame = spot["TRACK_ID"], int(spot["FRAME"])
        time = start + timedelta(seconds=float(spot["POSITION_T"]))
        x, y, quality = (float(spot[name]) for name in ("POSITION_X", "POSITION_Y", "QUALITY"))
        yield Position(acquisition, track, frame, time, x, y, quality=quality, length_unit=unit)
        last[track] = (frame, time)
    for track, (frame, time) in last.items():
        yield Position.end(acquisition, track, frame, time, unit)


with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher, open(path, newline="") as file:
    print(publish(positions(file, datetime.now(timezone.utc)), publisher), "records sent")
