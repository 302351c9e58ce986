"""What Wanderscope triggers, read from Kafka. Needs ``pip install 'wanderscope[kafka]'``, and ``as_useq_events`` ``'wanderscope[kafka,useq]'``."""

from __future__ import annotations

import dataclasses
import logging
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, Mapping, Optional, Tuple

from confluent_kafka import Consumer, TopicPartition

from .avro import Decoder, HttpRegistry, WireError
from .brokers import AnotherCluster, Brokers
from .records import MICROMETRES, MILLIMETRES, NANOMETRES, PIXELS

if TYPE_CHECKING:
    import useq

_LOG = logging.getLogger("wanderscope")
_REMEMBERED = 100_000
_POLL = 0.2
_TIMEOUT = 10.0
_MICROMETRES = {name: size for names, size in ((MICROMETRES, 1.0), (NANOMETRES, 1e-3), (MILLIMETRES, 1e3)) for name in names}


@dataclass(frozen=True)
class Trigger:
    """A rule of the configuration was met. The fields, with units and ranges, are those of ``AcquisitionTrigger`` in ``schemas/avro``."""

    acquisition: str
    id: str
    rule: str
    conditions: str
    kind: str
    event: int
    time: datetime
    since: datetime
    triggered_time: datetime
    suppressed: int
    track: Optional[str] = None
    status: Optional[str] = None
    revision: Optional[int] = None
    label: Optional[str] = None
    reason: Optional[str] = None
    confidence: Optional[float] = None
    alpha: Optional[float] = None
    points: Optional[int] = None
    observed_points: Optional[int] = None
    diffusion_coefficient: Optional[float] = None
    diffusion_unit: Optional[str] = None
    frame: Optional[int] = None
    x: Optional[float] = None
    y: Optional[float] = None
    length_unit: Optional[str] = None
    share: Optional[float] = None
    matching_tracks: Optional[int] = None
    tracks: Optional[int] = None

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Trigger:
        """The trigger of a decoded record."""
        return cls(**{field.name: fields[field.name] for field in dataclasses.fields(cls)})


def triggers(
    bootstrap_servers: str,
    *,
    acquisition: Optional[str] = None,
    topic: str = "acquisition-triggers",
    registry: Optional[str] = None,
    from_beginning: bool = False,
    idle: Optional[float] = None,
    configuration: Optional[Mapping[str, Any]] = None,
    consumer: Optional[Any] = None,
) -> Iterator[Trigger]:
    """The triggers that come from now on, each once, as soon as Wanderscope has committed it. While no broker answers, it waits; the
    logger ``wanderscope`` warns once when that begins, and once when it is over. If another cluster answers then, such as that of a
    demo that was started again, the iterator raises ``ConnectionError``.

    :param bootstrap_servers: such as ``localhost:9092``
    :param acquisition: only those of this acquisition
    :param topic: the topic of triggers (``topics.triggers``)
    :param registry: address of the schema registry, if the installation has one
    :param from_beginning: those that the topic still has come first
    :param idle: seconds without a trigger after which the iterator ends; it never does by default
    :param configuration: further settings of librdkafka, such as those of TLS and SASL
    :param consumer: stands in for librdkafka's in tests
    :raises ConnectionError: if no broker answers within 15 s; later, from the iterator, if another cluster answers after an outage
    :raises LookupError: if there is no such topic
    """
    decoder = Decoder("AcquisitionTrigger", None if registry is None else HttpRegistry(registry))
    brokers = Brokers(bootstrap_servers)
    reader = consumer or _consumer(bootstrap_servers, {**brokers.configuration(), **(configuration or {})})
    partitions = brokers.metadata(reader, topic).topics[topic].partitions
    if not partitions:
        raise LookupError(
            f"there is no topic {topic} at {bootstrap_servers}; Wanderscope needs it once its configuration has rules (trigger.*)"
        )
    reader.assign(_starts(reader, topic, partitions, from_beginning))
    return _each_once(
        trigger
        for trigger in _read(reader, brokers, decoder, idle)
        if acquisition is None or trigger.acquisition == acquisition
    )


def as_useq_events(
    triggers: Iterable[Trigger],
    to_stage: Callable[[float, float], Tuple[float, float]],
    *,
    pixel_size: Optional[float] = None,
    **event: Any,
) -> Iterator[useq.MDAEvent]:
    """An event of useq for each trigger, at the particle if it is one of a track. Give them to an engine as they come, such as
    ``core.mda.run(as_useq_events(…))`` of pymmcore-plus.

    :param to_stage: turns a place in the coordinates of the positions, in µm, into one of the stage, in µm
    :param pixel_size: µm per pixel; needed if the positions are in pixels
    :param event: further fields of each event, such as ``exposure`` or ``channel``
    :raises ImportError: if useq-schema is not installed
    :raises ValueError: from the iterator, if the unit of a trigger cannot be turned into µm
    """
    try:
        import useq
    except ModuleNotFoundError as missing:
        raise ImportError(f"as_useq_events needs useq-schema ({missing}); install it: pip install 'wanderscope[useq]'") from missing
    return (useq.MDAEvent(**_fields(trigger, to_stage, pixel_size, event)) for trigger in triggers)


def _fields(
    trigger: Trigger, to_stage: Callable[[float, float], Tuple[float, float]], pixel_size: Optional[float], event: Mapping[str, Any]
) -> Dict[str, Any]:
    place: Dict[str, float] = {}
    if trigger.x is not None and trigger.y is not None:
        unit = _micrometres(trigger, pixel_size)
        place["x_pos"], place["y_pos"] = to_stage(trigger.x * unit, trigger.y * unit)
    told = {"trigger": trigger.id, "rule": trigger.rule, "track": trigger.track, "label": trigger.reason or trigger.label}
    return {**place, **event, "metadata": {**event.get("metadata", {}), "wanderscope": told}}


def _micrometres(trigger: Trigger, pixel_size: Optional[float]) -> float:
    unit = (trigger.length_unit or "").strip().lower()
    if unit in PIXELS and pixel_size is not None:
        return pixel_size
    if unit not in _MICROMETRES:
        raise ValueError(f'the trigger {trigger.id} is in "{trigger.length_unit}"; say how many µm a pixel has (pixel_size=…), or publish positions in um')
    return _MICROMETRES[unit]


def _consumer(bootstrap_servers: str, configuration: Mapping[str, Any]) -> Any:
    return Consumer(
        {
            "bootstrap.servers": bootstrap_servers,
            "client.id": "wanderscope-python",
            "group.id": f"wanderscope-python-{uuid.uuid4()}",  # librdkafka wants one; nothing is committed.
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 100,
            **configuration,
        }
    )


def _starts(consumer: Any, topic: str, partitions: Iterable[int], from_beginning: bool) -> list[Any]:
    """Where to begin in each partition. The ends are asked for at once, so that nothing between this and the first poll is missed."""
    ends = {number: consumer.get_watermark_offsets(TopicPartition(topic, number), timeout=_TIMEOUT) for number in partitions}
    return [TopicPartition(topic, number, low if from_beginning else high) for number, (low, high) in ends.items()]


def _read(consumer: Any, brokers: Brokers, decoder: Decoder, idle: Optional[float]) -> Iterator[Trigger]:
    try:
        last = time.monotonic()
        while idle is None or time.monotonic() - last < idle:
            message = consumer.poll(_POLL)
            if message is None:
                brokers.check(consumer)
                continue
            if message.error():
                _LOG.warning("%s", message.error())
                continue
            brokers.answered()
            try:
                fields = decoder.decode(message.value() or b"")
            except WireError as error:
                _LOG.error("%s-%d@%d is left out: %s", message.topic(), message.partition(), message.offset(), error)
            else:
                yield Trigger.of(fields)
            brokers.glance(consumer)
            last = time.monotonic()
    except AnotherCluster as problem:
        raise ConnectionError(f"{problem}; call triggers() again") from None
    finally:
        consumer.close()


def _each_once(found: Iterable[Trigger]) -> Iterator[Trigger]:
    seen: OrderedDict[str, None] = OrderedDict()
    for trigger in found:
        if trigger.id not in seen:
            seen[trigger.id] = None
            if len(seen) > _REMEMBERED:
                seen.popitem(last=False)
            yield trigger
