"""Sends what a PyNTA publishes over ZeroMQ (topic "locations": a table of trackpy for each frame) to Wanderscope, which links it.

    pip install 'src/clients/python[zmq]'
    python src/clients/python/examples/zeromq_localisations.py http://localhost:8090 cell-1 tcp://localhost:5555

PyNTA sends neither frame nor time, so both are counted and taken here. Its messages are pickled, and to read them is to run what the
sender likes: connect to no computer that you do not trust. Ctrl+C, or the message "stop", ends it.
"""

import os
import pickle
import sys
from datetime import datetime, timezone
from itertools import count

import zmq

from wanderscope import HttpPublisher, Localisation, publish

url, acquisition, address = sys.argv[1:4]


def localisations(socket):
    frame, time = 0, datetime.now(timezone.utc)
    try:
        for frame in count():
            _, message = socket.recv_multipart()
            table = pickle.loads(message)
            if isinstance(table, str) and table == "stop":
                break
            time = datetime.now(timezone.utc)
            for spot in table.itertuples():
                error = spot.ep if spot.ep >= 0 else None
                yield Localisation(acquisition, frame, time, spot.x, spot.y, None, spot.mass, error)
            yield Localisation.frame_complete(acquisition, frame, time, len(table))
    except KeyboardInterrupt:
        pass
    yield Localisation.end(acquisition, frame, time)


with zmq.Context() as context, context.socket(zmq.SUB) as socket:
    socket.connect(address)
    socket.subscribe("locations")
    with HttpPublisher(url, token=os.environ.get("WANDERSCOPE_TOKEN")) as publisher:
        print(publish(localisations(socket), publisher), "records sent")
