"""What clients of Kafka say of brokers that do not answer. librdkafka itself says it many times a second."""

from __future__ import annotations

import logging
import time
from typing import Any, Dict, Optional, Set

from confluent_kafka import KafkaError, KafkaException

_LOG = logging.getLogger("wanderscope")
_TIMEOUT = 15.0
_CHECK = 2.0  # seconds
_GLANCE = 0.1
_UNANSWERED = (KafkaError._TRANSPORT, KafkaError._TIMED_OUT)
_CRITICAL = 2  # the level of librdkafka's log


class AnotherCluster(Exception):
    """Another cluster answers than the one that the client has been used with, so the client is of no use any more."""


class Brokers:
    """The brokers of one client: whether they answer, if not, why, and whether they are still those of the same cluster. librdkafka does
    not tell: with the metadata of another one, which is often older than what it knows, it stays silent for good.

    :param servers: as ``bootstrap.servers`` names them
    """

    def __init__(self, servers: str) -> None:
        self.are_out = False
        self._topic: Optional[str] = None
        self._reported: Set[int] = set()
        self._servers = servers
        self._why = "no connection"
        self._have_answered = False
        self._cluster: Optional[str] = None
        self._glance_due = 0.0
        self._seems_over = False

    def configuration(self) -> Dict[str, Any]:
        """Settings of the client; it calls ``failed`` from within ``poll``."""
        return {"error_cb": self.failed, "log_level": _CRITICAL}

    def metadata(self, client: Any, topic: Optional[str] = None) -> Any:
        """What they tell about one topic, or all; asked for before the client is used.

        :raises ConnectionError: if none answers
        """
        self._topic = topic
        try:
            metadata = client.list_topics(topic, timeout=_TIMEOUT)
        except KafkaException as error:
            client.poll(0)
            if error.args[0].code() not in _UNANSWERED:
                raise
            raise ConnectionError(
                f"no Kafka cluster answers at {self._servers} within {_TIMEOUT:g} s ({self._why}); "
                "check the address, the security settings (configuration=…) and that the cluster runs"
            ) from None
        client.poll(0)  # What failed before the first answer is no outage.
        self._have_answered = True
        self._cluster = metadata.cluster_id
        return metadata

    def failed(self, error: Any) -> None:
        """The client met an error."""
        code = error.code()
        if code != KafkaError._ALL_BROKERS_DOWN:
            self._why = error.str()
            if self._have_answered and code not in _UNANSWERED and code not in self._reported:
                self._reported.add(code)
                _LOG.warning("%s: %s", self._servers, self._why)
        elif self._have_answered and not self.are_out:
            self.are_out = True
            _LOG.warning("no Kafka broker answers at %s (%s); trying again", self._servers, self._why)

    def check(self, client: Any, seconds: float = _CHECK) -> None:
        """Finds out whether an outage is over, if there is one; waits for an answer as long as told.

        :raises AnotherCluster: if it is not over, and never will be
        """
        if not self.are_out:
            return
        try:
            cluster = client.list_topics(self._topic, timeout=seconds).cluster_id
        except KafkaException:
            self._seems_over = False
            return
        if self._cluster and cluster and cluster != self._cluster:
            raise AnotherCluster(
                f"another Kafka cluster answers at {self._servers} than before (a demo that was started again keeps nothing)"
            )
        self.answered()
        self.are_out = self._seems_over = False
        _LOG.warning("%s answers again", self._servers)

    def answered(self) -> None:
        """The client has an answer. It may be an earlier one, so an outage need not be over, but it is worth a longer look."""
        self._reported.clear()
        self._seems_over = self.are_out

    def glance(self, client: Any) -> None:
        """As ``check``, but briefly and not each time, for a client that is busy."""
        if self.are_out and time.monotonic() >= self._glance_due:
            self.check(client, _CHECK if self._seems_over else _GLANCE)
            self._glance_due = time.monotonic() + _CHECK
