"""Finds spots in each image of Micro-Manager while it acquires, and sends them to Wanderscope, which links them.

    pip install 'src/clients/python[camera]'
    python src/clients/python/examples/camera_pymmcore.py http://localhost:8090 camera-1

It needs linking.max.displacement=0.8 (µm), and ends after 100 frames, or as many as FRAMES says. The camera is Micro-Manager's demo, and the
sample is simulated: with a microscope of your own, load its configuration, and leave out what is marked "simulated".
"""

import os
import random
import sys
from datetime import datetime, timedelta, timezone

import trackpy
from pymmcore_plus import CMMCorePlus
from pymmcore_plus.experimental.simulate import Point, Sample  # simulated
from useq import MDASequence

from wanderscope import HttpPublisher, Localisation, callback

url, acquisition = sys.argv[1:] if len(sys.argv) == 3 else sys.exit("usage: camera_pymmcore.py URL ACQUISITION")
sent, frame, time = 0, 0, (start := datetime.now(timezone.utc))
core = CMMCorePlus()
core.loadSystemConfiguration()
core.setPixelSizeUm("Res10x", 0.1)  # simulated
pixel = core.getPixelSizeUm()
particles = [Point(x, y, radius=0.2) for x in (-15, -5, 5, 15) for y in (-5, 5)]  # simulated


def localisations(image, event, metadata):
    global sent, frame, time
    frame, time = event.index["t"], start + timedelta(milliseconds=metadata["runner_time_ms"])
    spots = trackpy.locate(image, 11, minmass=1000, percentile=99.5)
    for spot in spots.itertuples():
        error = spot.ep * pixel if spot.ep >= 0 else None
        yield Localisation(acquisition, frame, time, spot.x * pixel, spot.y * pixel, None, spot.mass, error, "um")
    yield Localisation.frame_complete(acquisition, frame, time, len(spots), "um")
    sent += len(spots) + 1
    for each in particles:  # simulated: D = 0.15² / (2 × seconds between frames) µm²/s, such as 0.11 at ten frames a second
        each.x, each.y = each.x + random.gauss(0, 0.15), each.y + random.gauss(0, 0.15)  # simulated


with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher, Sample(particles).patch(core):  # Sample: simulated
    core.mda.engine.use_hardware_sequencing = False  # simulated
    core.mda.events.frameReady.connect(callback(publisher, localisations))
    core.mda.run(MDASequence(time_plan={"interval": 0.02, "loops": int(os.environ.get("FRAMES", 100))}))
    publisher.send(Localisation.end(acquisition, frame, time, "um"))
print(sent + 1, "records sent")
