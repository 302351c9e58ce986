"""Sends records to Kafka. Needs ``pip install 'wanderscope[kafka]'``."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any, Callable, Deque, Dict, Mapping, Optional, Type

from confluent_kafka import KafkaException, Producer

from .avro import Encoder, HttpRegistry
from .brokers import AnotherCluster, Brokers
from .publishing import Limits, Publisher, PublishError
from .records import Localisation, Position, Record, microseconds

_POLL = 0.1


class KafkaPublisher(Publisher):
    """Sends records with an idempotent producer that waits for all replicas, and to the partition that Kafka's Java client would choose.
    The logger ``wanderscope`` warns once when no broker answers any more, and once when one does again; it learns both in
    ``send`` and ``flush``, so that one ``send`` in 2 s may take 0.1 s longer while none answers. If another cluster answers then, such as
    that of a demo that was started again, what waits is given up, and ``send`` and ``flush`` raise ``PublishError`` from then on.

    :param bootstrap_servers: such as ``localhost:9092``
    :param positions: topic of positions (``topics.positions``)
    :param localisations: topic of localisations (``topics.localisations``)
    :param registry: address of the schema registry, if the installation has one (``schema.registry.url``)
    :param limits: sizes of batches, and how many records may wait
    :param configuration: further settings of librdkafka, such as those of TLS and SASL
    :param producer: stands in for librdkafka's in tests
    :raises ConnectionError: if no broker answers within 15 s; an outage that comes later is waited for as
        long as the limits say
    """

    def __init__(
        self,
        bootstrap_servers: str,
        *,
        positions: str = "particle-positions",
        localisations: str = "particle-localisations",
        registry: Optional[str] = None,
        limits: Limits = Limits(),
        configuration: Optional[Mapping[str, Any]] = None,
        producer: Optional[Any] = None,
    ) -> None:
        self._servers = bootstrap_servers
        self._limits = limits
        self._registry = None if registry is None else HttpRegistry(registry)
        self._topics: Dict[Type[Record], str] = {Position: positions, Localisation: localisations}
        self._encoders: Dict[Type[Record], Encoder] = {}
        self._brokers = Brokers(bootstrap_servers)
        self._producer = producer or _producer(bootstrap_servers, limits, {**self._brokers.configuration(), **(configuration or {})})
        self._brokers.metadata(self._producer)
        self._lock = threading.RLock()
        self._pending = 0
        self._undelivered: Deque[Record] = deque()
        self._failure: Optional[str] = None
        self._given_up: Optional[str] = None
        self._closed = False

    def send(self, record: Record) -> None:
        with self._lock:
            if self._closed:
                raise ValueError("the publisher is closed")
            self._raise_if_given_up()
            self._producer.poll(0)
            self._ask(self._brokers.glance)
            self._raise_failure()
            self._send_again()
            while self._pending >= self._limits.pending:
                self._wait()
                self._raise_failure()
            self._produce(record)

    def flush(self) -> None:
        with self._lock:
            self._raise_if_given_up()
            if self._failure is None:
                self._send_again()
            self._ask(self._brokers.check)
            while self._pending > 0:
                self._producer.flush(_POLL)
                self._ask(self._brokers.check)
            self._raise_failure()

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                if self._given_up is None:
                    self.flush()

    def _wait(self) -> None:
        self._producer.poll(_POLL)
        self._ask(self._brokers.check)

    def _ask(self, about_outage: Callable[[Any], None]) -> None:
        try:
            about_outage(self._producer)
        except AnotherCluster as problem:
            self._give_up(problem)
        self._raise_if_given_up()

    def _give_up(self, problem: AnotherCluster) -> None:
        unsent = self._pending + len(self._undelivered)
        self._producer.purge()
        self._producer.poll(0)
        self._undelivered.clear()
        self._given_up = f"{problem}; {unsent} records were not sent; make a new publisher"

    def _raise_if_given_up(self) -> None:
        if self._given_up is not None:
            raise PublishError(self._given_up)

    def _send_again(self) -> None:
        for _ in range(len(self._undelivered)):
            self._produce(self._undelivered[0])
            self._undelivered.popleft()

    def _produce(self, record: Record) -> None:
        kind = type(record)
        value = self._encoder(kind).encode(record)
        while True:
            try:
                self._producer.produce(
                    self._topics[kind],
                    key=record.key.encode(),
                    value=value,
                    timestamp=max(0, microseconds(record.time) // 1_000),
                    on_delivery=lambda error, _: self._delivered(record, error),
                )
            except BufferError:
                self._wait()
            except KafkaException as error:
                raise PublishError(f"{self._servers} is not sent to any more: {error}; make a new publisher") from error
            else:
                self._pending += 1
                return

    def _encoder(self, kind: Type[Record]) -> Encoder:
        if kind not in self._encoders:
            self._encoders[kind] = Encoder(self._topics[kind], kind, self._registry)
        return self._encoders[kind]

    def _delivered(self, record: Record, error: Optional[Any]) -> None:
        """The producer calls this from within ``poll`` and ``flush``."""
        self._pending -= 1
        if error is None:
            self._brokers.answered()
        else:
            self._undelivered.append(record)
            self._failure = str(error)

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            topics = " and ".join(sorted({self._topics[type(record)] for record in self._undelivered}))
            raise PublishError(
                f"{len(self._undelivered)} records could not be delivered to {topics} at {self._servers}: {failure}; "
                "check that the brokers can be reached and the topic exists"
            )


def _producer(bootstrap_servers: str, limits: Limits, configuration: Mapping[str, Any]) -> Any:
    return Producer(
        {
            "bootstrap.servers": bootstrap_servers,
            "client.id": "wanderscope-python",
            "enable.idempotence": True,
            "acks": "all",
            "partitioner": "murmur2_random",
            "linger.ms": limits.age * 1_000,
            "batch.num.messages": limits.records,
            "batch.size": limits.bytes,
            "queue.buffering.max.messages": limits.pending,
            "message.timeout.ms": int(limits.give_up_after * 1_000),
            **configuration,
        }
    )
