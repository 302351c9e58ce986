"""Takes an image of each particle for which Wanderscope sends a trigger.

    pip install 'src/clients/python[kafka,camera]'
    python src/clients/python/examples/triggers_to_useq.py localhost:9092

The microscope is Micro-Manager's demo, and the image is centred on the stage's position at the start. Ctrl+C ends it.
"""

import os
import sys
from contextlib import suppress

from pymmcore_plus import CMMCorePlus

from wanderscope.triggers import as_useq_events, triggers

if len(sys.argv) != 2:
    sys.exit("usage: triggers_to_useq.py BOOTSTRAP_SERVERS")
core = CMMCorePlus()
core.loadSystemConfiguration()
left = core.getXPosition() - core.getImageWidth() * core.getPixelSizeUm() / 2
top = core.getYPosition() - core.getImageHeight() * core.getPixelSizeUm() / 2

core.mda.events.frameReady.connect(lambda image, event: print(event.metadata["wanderscope"], event.x_pos, event.y_pos, image.shape))
try:
    found = triggers(sys.argv[1], idle=float(os.environ.get("IDLE", "inf")))
    events = as_useq_events(found, lambda x, y: (left + x, top + y), pixel_size=core.getPixelSizeUm(), exposure=50)
    print("waiting for triggers from", sys.argv[1], flush=True)
    with suppress(KeyboardInterrupt):
        core.mda.run(events)
except (ConnectionError, LookupError) as problem:
    sys.exit(str(problem))
