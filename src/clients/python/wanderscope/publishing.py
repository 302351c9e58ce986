"""What all publishers have in common, and the ways to feed them."""

from __future__ import annotations

import functools
import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Callable, Iterable, Optional, Sequence, Type, TypeVar

from .records import Record

_LOG = logging.getLogger("wanderscope")
_Self = TypeVar("_Self", bound="Publisher")


@dataclass(frozen=True)
class Limits:
    """When records are sent, and how many may wait.

    :param records: most records of a batch, 1 or more
    :param bytes: most bytes of a batch, 1 or more; a batch has at least one record
    :param age: seconds after which a batch is sent although it is not full, 0 or more
    :param pending: most records that wait or are on their way, at least ``records``; then ``send`` waits
    :param give_up_after: seconds after which ``PublishError`` is raised if nothing could be delivered, more than 0
    """

    records: int = 5_000
    bytes: int = 900_000
    age: float = 0.005
    pending: int = 100_000
    give_up_after: float = 300.0

    def __post_init__(self) -> None:
        if self.records < 1 or self.bytes < 1 or self.age < 0 or self.give_up_after <= 0:
            raise ValueError(f"{self}: records and bytes must be 1 or more, age 0 or more, and give_up_after more than 0")
        if self.pending < self.records:
            raise ValueError(f"pending is {self.pending}; at least one batch of {self.records} records must be allowed to wait")


class PublishError(Exception):
    """Records could not be delivered. They are kept, and the next ``send`` or ``flush`` tries again, unless the message says that a new
    publisher is needed.
    """


@dataclass(frozen=True)
class Rejection:
    """A record that Wanderscope did not take, and why."""

    record: Record
    detail: str


class RejectedRecords(Exception):
    """Some records were not taken; all others were. Sending these again does not help.

    :ivar rejections: the first of them, at most ``RejectedRecords.MOST``
    :ivar count: how many there are
    """

    MOST = 100

    def __init__(self, rejections: Sequence[Rejection], count: int) -> None:
        self.rejections = tuple(rejections)
        self.count = count
        first = self.rejections[0]
        super().__init__(f"{count} of the records were not taken, the first of them {first.record}: {first.detail}")


class Publisher(ABC):
    """Sends records in the background, in batches. Use it in a ``with`` statement, which delivers what is left.

    Delivery is at least once: what may not have arrived is sent again. Wanderscope recognises a second copy, so nothing is counted twice.
    Methods may be called from several threads.
    """

    @abstractmethod
    def send(self, record: Record) -> None:
        """Takes a record over, and waits while ``Limits.pending`` records are on their way.

        :raises PublishError: if earlier records could not be delivered; this record was not taken
        """

    @abstractmethod
    def flush(self) -> None:
        """Returns once Kafka has everything that was sent.

        :raises PublishError: if that could not be done within ``Limits.give_up_after``; the records are kept
        :raises RejectedRecords: if records were not taken since the last call
        """

    @abstractmethod
    def close(self) -> None:
        """Delivers what is left, as ``flush`` does, and ends; what cannot be delivered is then lost. A second call does nothing."""

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if error is None:
            self.close()
            return
        try:
            self.close()
        except (PublishError, RejectedRecords) as second:
            _LOG.error("%s", second)  # The error that ends the block is the one to be raised.


def publish(records: Iterable[Record], to: Publisher) -> int:
    """Sends all records, and returns how many once Kafka has them. For a generator that runs as long as the microscope does."""
    count = 0
    for record in records:
        to.send(record)
        count += 1
    to.flush()
    return count


def callback(to: Publisher, records: Callable[..., Iterable[Record]]) -> Callable[..., None]:
    """A function for libraries that call one with each result, such as an image: it sends what ``records`` makes of the arguments."""

    @functools.wraps(records)
    def receive(*arguments: Any, **named: Any) -> None:
        for record in records(*arguments, **named):
            to.send(record)

    return receive
