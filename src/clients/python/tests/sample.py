"""Records of the tests, one with every field set and others with what is needed only."""

from datetime import datetime, timedelta, timezone

from wanderscope import Localisation, Position

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


def at(frame: int) -> datetime:
    return START + timedelta(milliseconds=20 * frame)


def position(frame: int = 0, track: str = "7", acquisition: str = "cell") -> Position:
    return Position(acquisition, track, frame, at(frame), 1.5 + frame, -2.25, length_unit="um")


def localisation(frame: int = 0, acquisition: str = "cell") -> Localisation:
    return Localisation(acquisition, frame, at(frame), 1.5 + frame, -2.25, length_unit="um")


POSITIONS = [
    position(3),
    Position("Zelle 1", "a/é", 2**40, datetime(1, 1, 1, 0, 0, 0, 1, tzinfo=timezone.utc), -1e15, 1e-300, 0.5, 12.0, "µm"),
    Position.end("cell", "7", 3, at(3), "um"),
]
LOCALISATIONS = [
    localisation(3),
    Localisation("cell", 4, at(4), 1.0, 2.0, 3.0, 4.0, 0.02, "nm", "left", 17),
    Localisation.frame_complete("cell", 5, at(5), 0, "um"),
    Localisation.end("cell", 5, at(5), "um", "left"),
]
