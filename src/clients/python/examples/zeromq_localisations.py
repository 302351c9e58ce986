"""Sends what a PyNTA publishes over ZeroMQ (topic "locations": a table of trackpy for each frame) to Wanderscope, which links it.

    pip install 'src/clients/python[zmq]'
    python src/clients/python/examples/zeromq_localisations.py http://localhost:8090 pynta-1 tcp://localhost:5555

PyNTA sends neither frame nor time, so both are counted and taken here. It sends pixels: linking.max.displacement is then in px too. With
the size of a pixel in µm as one more argument, such as 0.11, everything is in µm. Its messages are pickled, and to read them is to run
what the sender likes: connect to no computer that you do not trust. Ctrl+C, or the message "stop", ends it.
"""

import os
import pickle
import sys
from contextlib import suppress
from datetime import datetime, timezone
from itertools import count

import zmq

from wanderscope import HttpPublisher, Localisation, publish

if not 4 <= len(sys.argv) <= 5:
    sys.exit("usage: zeromq_localisations.py URL ACQUISITION ADDRESS [PIXEL_SIZE]")
url, acquisition, address = sys.argv[1:4]
pixel, unit = (float(sys.argv[4]), "um") if len(sys.argv) > 4 else (1, "px")


def localisations(socket):
    last = None  # frame, and when it came
    with suppress(KeyboardInterrupt):
        for frame in count():
            _, message = socket.recv_multipart()
            table = pickle.loads(message)
            if isinstance(table, str) and table == "stop":
                break
            last = frame, datetime.now(timezone.utc)
            for spot in table.itertuples():
                error = spot.ep * pixel if spot.ep >= 0 else None
                yield Localisation(acquisition, *last, spot.x * pixel, spot.y * pixel, None, spot.mass, error, unit)
            yield Localisation.frame_complete(acquisition, *last, len(table), unit)
    if last is not None:
        yield Localisation.end(acquisition, *last, unit)


with suppress(KeyboardInterrupt), zmq.Context() as context, context.socket(zmq.SUB) as socket:
    socket.connect(address)
    socket.subscribe("locations")
    with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher:
        print(publish(localisations(socket), publisher), "records sent")
