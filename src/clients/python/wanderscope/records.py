"""What is sent: positions of tracked particles, and localisations that belong to no track yet.

The fields, their units and ranges are those of ``ParticlePosition`` and ``ParticleLocalisation`` in ``schemas/avro``. A record that
Wanderscope would reject cannot be made: the constructor raises ``ValueError`` or ``TypeError``, and says what would be right.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, timezone
from typing import Any, Optional, Union

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_MAX_COORDINATE = 1e15
_MAX_FRAME = 2**63 - 1
_MAX_COUNT = 2**31 - 1
_MAX_KEY_BYTES = 1024
# Those that the server knows (LengthNames), in lower case.
_METRES = [metre + plural for metre in ("meter", "metre") for plural in ("", "s")]
PIXELS = {"px", "pix", "pixel", "pixels"}
MICROMETRES = {"um", "µm", "μm", "micron", "microns", *("micro" + metre for metre in _METRES)}
NANOMETRES = {"nm", *("nano" + metre for metre in _METRES)}
MILLIMETRES = {"mm", *("milli" + metre for metre in _METRES)}
LENGTH_NAMES = {
    *(PIXELS | MICROMETRES | NANOMETRES | MILLIMETRES),
    *("m", *_METRES, "å", "angstrom", "angstroms", "ångström"),
}


@dataclass(frozen=True)
class Position:
    """One position of one particle in one frame, or the mark that its track has ended.

    :param acquisition: name of the recording; not empty, without a slash, unique within the cluster
    :param track: identity of the track within its acquisition, as text; not empty
    :param frame: index of the camera frame, from 0
    :param time: when the frame was exposed, with a time zone
    :param x: horizontal coordinate in ``length_unit``, finite
    :param y: vertical coordinate in ``length_unit``, finite
    :param z: axial coordinate in ``length_unit``; not used for classification
    :param quality: quality as the tracker defines it; not used for classification
    :param length_unit: unit of the coordinates, such as ``um`` or ``px``; the same throughout a track
    :param end_of_track: makes this a mark without coordinates; ``Position.end`` is the shorter way
    """

    acquisition: str
    track: str
    frame: int
    time: datetime
    x: Optional[float] = None
    y: Optional[float] = None
    z: Optional[float] = None
    quality: Optional[float] = None
    length_unit: str = "px"
    end_of_track: bool = False

    def __post_init__(self) -> None:
        _check_common(self)
        _check_text("track", self.track)
        _check_key(self.key)
        if self.end_of_track:
            _check_bare(self, "an end-of-track mark")
        else:
            _check_coordinates(self)

    @classmethod
    def end(cls, acquisition: str, track: str, frame: int, time: datetime, length_unit: str = "px") -> Position:
        """The mark that a track has ended; ``frame`` and ``time`` are those of its last position."""
        return cls(acquisition, track, frame, time, length_unit=length_unit, end_of_track=True)

    @property
    def key(self) -> str:
        """Key of the Kafka record."""
        return f"{self.acquisition}/{self.track}"

    def row(self) -> dict[str, Any]:
        """The fields that differ from the schema's defaults, as JSON has them; the time in microseconds since 1970."""
        return _row(self)


@dataclass(frozen=True)
class Localisation:
    """One localisation of one particle in one frame that belongs to no track yet, or a mark.

    :param acquisition: name of the recording; not empty, without a slash, unique within the cluster
    :param frame: index of the camera frame, from 0
    :param time: when the frame was exposed, with a time zone
    :param x: horizontal coordinate in ``length_unit``, finite; ``None`` only on a mark
    :param y: vertical coordinate in ``length_unit``, finite; ``None`` only on a mark
    :param z: axial coordinate in ``length_unit``
    :param quality: quality as the spot detector defines it
    :param localisation_error: standard deviation along one axis in ``length_unit``, 0 or more
    :param length_unit: unit of all lengths, such as ``um`` or ``px``; the same throughout an acquisition
    :param tile: name of the part of the field, where the field is linked in parts; no track crosses from one to another
    :param frame_localisations: how many localisations the frame (of this tile) has; it is linked once that many have arrived
    :param end_of_acquisition: makes this the mark that no frame follows; ``Localisation.end`` is the shorter way
    """

    acquisition: str
    frame: int
    time: datetime
    x: Optional[float] = None
    y: Optional[float] = None
    z: Optional[float] = None
    quality: Optional[float] = None
    localisation_error: Optional[float] = None
    length_unit: str = "px"
    tile: Optional[str] = None
    frame_localisations: Optional[int] = None
    end_of_acquisition: bool = False

    def __post_init__(self) -> None:
        _check_common(self)
        if self.tile is not None:
            _check_text("tile", self.tile)
        _check_key(self.key)
        if self.frame_localisations is not None:
            _set(self, "frame_localisations", _whole("frame_localisations", self.frame_localisations, _MAX_COUNT))
        error = _optional("localisation_error", self.localisation_error)
        if error is not None and not 0 <= error <= _MAX_COORDINATE:
            raise ValueError(f"localisation_error is {error}; a standard deviation is from 0 to 1e15, or None if it is not known")
        _set(self, "localisation_error", error)
        if self.end_of_acquisition:
            _check_bare(self, "an end-of-acquisition mark")
        elif self.x is not None or self.y is not None or self.z is not None or self.frame_localisations is None:
            _check_coordinates(self)

    @classmethod
    def frame_complete(
        cls,
        acquisition: str,
        frame: int,
        time: datetime,
        frame_localisations: int,
        length_unit: str = "px",
        tile: Optional[str] = None,
    ) -> Localisation:
        """The mark that a frame has this many localisations, which may be none."""
        return cls(acquisition, frame, time, length_unit=length_unit, tile=tile, frame_localisations=frame_localisations)

    @classmethod
    def end(
        cls, acquisition: str, frame: int, time: datetime, length_unit: str = "px", tile: Optional[str] = None
    ) -> Localisation:
        """The mark that no frame follows; ``frame`` and ``time`` are those of the last frame."""
        return cls(acquisition, frame, time, length_unit=length_unit, tile=tile, end_of_acquisition=True)

    @property
    def key(self) -> str:
        """Key of the Kafka record."""
        return self.acquisition if self.tile is None else f"{self.acquisition}/{self.tile}"

    def row(self) -> dict[str, Any]:
        """The fields that differ from the schema's defaults, as JSON has them; the time in microseconds since 1970."""
        return _row(self)


Record = Union[Position, Localisation]


def microseconds(time: datetime) -> int:
    """Microseconds since 1970-01-01T00:00:00Z."""
    return (time - _EPOCH) // _MICROSECOND


def _row(record: Record) -> dict[str, Any]:
    row = {
        field.name: value
        for field in fields(record)
        if field.name != "acquisition" and (value := getattr(record, field.name)) != field.default
    }
    row["time"] = microseconds(record.time)
    return row


def _set(record: Record, name: str, value: object) -> None:
    # The records are frozen once they are made; this turns the scalars of NumPy into Python's own before.
    object.__setattr__(record, name, value)


def _check_common(record: Record) -> None:
    _check_text("acquisition", record.acquisition)
    if "/" in record.acquisition:
        raise ValueError(f'the acquisition "{record.acquisition}" contains a slash, which separates the parts of the key')
    _set(record, "frame", _whole("frame", record.frame, _MAX_FRAME))
    if not isinstance(record.time, datetime):
        raise TypeError(f"time is {record.time!r}; it must be a datetime, such as start + timedelta(seconds=frame * interval)")
    if record.time.tzinfo is None:
        raise ValueError(f"time is {record.time}, without a time zone; make it with datetime.now(timezone.utc)")
    _check_text("length_unit", record.length_unit)
    if record.length_unit.strip().lower() not in LENGTH_NAMES:
        raise ValueError(
            f'length_unit is "{record.length_unit}"; it must be a unit of length that is known, such as px, um, nm, mm, m or angstrom'
        )
    for name in ("x", "y"):
        value = getattr(record, name)
        if value is not None:
            _set(record, name, _number(name, value))
    for name in ("z", "quality"):
        _set(record, name, _optional(name, getattr(record, name)))


def _check_coordinates(record: Record) -> None:
    for name in ("x", "y"):
        value = getattr(record, name)
        if value is None or not abs(value) <= _MAX_COORDINATE:
            raise ValueError(f"{name} is {value}; it must be a finite number from -1e15 to 1e15")
    if record.z is not None and abs(record.z) > _MAX_COORDINATE:
        raise ValueError(f"z is {record.z}; it must be a number from -1e15 to 1e15, or None if it is not known")


def _check_bare(record: Record, what: str) -> None:
    if record.x is not None or record.y is not None or record.z is not None:
        raise ValueError(f"{what} has coordinates; its x, y and z must be None")


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}; it must be text, such as str({value!r})")
    if not value:
        raise ValueError(f"{name} is empty")


def _check_key(key: str) -> None:
    size = len(key.encode())
    if size > _MAX_KEY_BYTES:
        raise ValueError(f"the key {key[:40]}… has {size} bytes; at most {_MAX_KEY_BYTES} are accepted")


def _whole(name: str, value: Any, largest: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; it must be a whole number") from None
    if not 0 <= number <= largest:
        raise ValueError(f"{name} is {number}; it must be from 0 to {largest}")
    return number


def _optional(name: str, value: Any) -> Optional[float]:
    """NaN, which is what NumPy and pandas write for what is missing, becomes None."""
    number = None if value is None else _number(name, value)
    if number is None or math.isnan(number):
        return None
    if math.isinf(number):
        raise ValueError(f"{name} is {number}; it must be finite, or None if it is not known")
    return number


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} is {value!r}; it must be a number or None") from None
