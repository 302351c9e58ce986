"""Finds spots in each image of Micro-Manager while it acquires, and sends them to Wanderscope, which links them.

    pip install 'src/clients/python[camera]'
    python src/clients/python/examples/camera_pymmcore.py http://localhost:8090 cell-1

The camera is Micro-Manager's demo camera, and the sample is simulated. With a microscope of your own, load its configuration, and
leave the lines out that end with "simulated".
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

url, acquisition = sys.argv[1:3]
start = datetime.now(timezone.utc)
core = CMMCorePlus()
core.loadSystemConfiguration()
core.setExposure(20)
pixel = core.getPixelSizeUm()
particles = [Point(random.uniform(-150, 150), random.uniform(-150, 150), radius=2) for _ in range(8)]  # simulated


def localisations(image, event, metadata):
    frame = event.index["t"]
    time = start + timedelta(milliseconds=metadata["runner_time_ms"])
    spots = trackpy.locate(image, 11, minmass=1000, percentile=99.5)
    for spot in spots.itertuples():
        error = spot.ep * pixel if spot.ep >= 0 else None
        yield Localisation(acquisition, frame, time, spot.x * pixel, spot.y * pixel, None, spot.mass, error, "um")
    yield Localisation.frame_complete(acquisition, frame, time, len(spots), "um")
    for particle in particles:  # simulated
        particle.x, particle.y = particle.x + random.gauss(0, 1), particle.y + random.gauss(0, 1)  # simulated


with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher, Sample(particles).patch(core):
    core.mda.engine.use_hardware_sequencing = False  # simulated
    core.mda.events.frameReady.connect(callback(publisher, localisations))
    core.mda.run(MDASequence(time_plan={"interval": 0.02, "loops": int(os.environ.get("FRAMES", 100))}))
