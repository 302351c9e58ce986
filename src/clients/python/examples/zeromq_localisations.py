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

import zmq

from wanderscope import HttpPublisher, Localisation

if not 4 <= len(sys.argv) <= 5:
    sys.exit("usage: zeromq_localisations.py URL ACQUISITION ADDRESS [PIXEL_SIZE]")
url, acquisition, address = sys.argv[1:4]
pixel, unit = (float(sys.argv[4]), "um") if len(sys.argv) > 4 else (1, "px")
sent, frame, time = 0, -1, None


def localisations(table):
    for spot in table.itertuples():
        error = spot.ep * pixel if spot.ep >= 0 else None
        yield Localisation(acquisition, frame, time, spot.x * pixel, spot.y * pixel, None, spot.mass, error, unit)
    yield Localisation.frame_complete(acquisition, frame, time, len(table), unit)


with suppress(KeyboardInterrupt), zmq.Context() as context, context.socket(zmq.SUB) as socket:
    socket.connect(address)
    socket.subscribe("locations")
    with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher:
        with suppress(KeyboardInterrupt):
            while not isinstance(table := pickle.loads(socket.recv_multipart()[1]), str):  # "stop"
                frame, time = frame + 1, datetime.now(timezone.utc)
                for record in localisations(table):
                    publisher.send(record)
                    sent += 1
        if time is not None:
            publisher.send(Localisation.end(acquisition, frame, time, unit))
            sent += 1
    print(sent, "records sent")
