"""Sends positions and localisations of particles to Wanderscope, and reads its triggers.

``HttpPublisher`` needs nothing but Python; ``KafkaPublisher`` (in ``wanderscope.kafka``) and ``triggers`` (in ``wanderscope.triggers``)
need ``pip install 'wanderscope[kafka]'``.
"""

from .http import HttpPublisher, send_image
from .publishing import Limits, Publisher, PublishError, RejectedRecords, Rejection, callback, publish
from .records import Localisation, Position, Record

__all__ = [
    "HttpPublisher",
    "Limits",
    "Localisation",
    "Position",
    "PublishError",
    "Publisher",
    "Record",
    "RejectedRecords",
    "Rejection",
    "callback",
    "publish",
    "send_image",
]
