"""Sends the positions in a table of TrackMate ("Spots in tracks" exported to CSV) to Wanderscope, as if they were recorded now.

    pip install src/clients/python
    python src/clients/python/examples/trackmate_export.py http://localhost:8090 trackmate-1 spots.csv

Earlier versions of TrackMate write no row of units; add the unit of the coordinates then, such as um (without it, they are in px).
``wanderscope classify spots.csv`` needs none of this; it is for a dashboard that others look at, or for a plug-in of your own.
"""

import csv
import os
import sys
from datetime import datetime, timedelta, timezone

from wanderscope import HttpPublisher, Position, publish

if not 4 <= len(sys.argv) <= 5:
    sys.exit("usage: trackmate_export.py URL ACQUISITION FILE [UNIT]")
url, acquisition, path, unit = [*sys.argv[1:], "px"][:4]
NEEDED = ("TRACK_ID", "FRAME", "POSITION_X", "POSITION_Y", "POSITION_T", "QUALITY")


def spots_and_unit(file):
    rows = csv.DictReader(file)
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        sys.exit(f'{path} has no column {", ".join(missing)}; it must be a table of spots that TrackMate exported')
    spots = list(rows)
    # Up to three rows below the names say them again, in words and in short, and then the units, as in (micron).
    units = [row["POSITION_X"].strip("()") for row in spots[:3] if row["POSITION_X"].startswith("(")] or [unit]
    spots = [row for row in spots if row["FRAME"].isdigit() and row["TRACK_ID"] not in ("", "None")]
    return sorted(spots, key=lambda row: int(row["FRAME"])), {"micron": "um", "µm": "um", "pixel": "px"}.get(units[0], units[0])


def positions(spots, unit, start):
    last = {}
    for spot in spots:
        track, frame = spot["TRACK_ID"], int(spot["FRAME"])
        time = start + timedelta(seconds=float(spot["POSITION_T"]))
        x, y, quality = (float(spot[name]) for name in ("POSITION_X", "POSITION_Y", "QUALITY"))
        yield Position(acquisition, track, frame, time, x, y, quality=quality, length_unit=unit)
        last[track] = (frame, time)
    for track, (frame, time) in last.items():
        yield Position.end(acquisition, track, frame, time, unit)


with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher, open(path, newline="", encoding="utf-8-sig") as file:
    print(publish(positions(*spots_and_unit(file), datetime.now(timezone.utc)), publisher), "records sent")
