"""What clients of Kafka say of brokers that do not answer. librdkafka itself says it many times a second."""

from __future__ import annotations

import logging
from typing import Any, Dict, Optional, Set

from confluent_kafka import KafkaError, KafkaException

_LOG = logging.getLogger("wanderscope")
_TIMEOUT = 15.0
_CHECK = 2.0  # seconds
_UNANSWERED = (KafkaError._TRANSPORT, KafkaError._TIMED_OUT)
_CRITICAL = 2  # the level of librdkafka's log


class Brokers:
    """The brokers of one client: whether they answer, and if not, why.

    :param servers: as ``bootstrap.servers`` names them
    """

    def __init__(self, servers: str) -> None:
        self.are_out = False
        self._topic: Optional[str] = None
        self._reported: Set[int] = set()
        self._servers = servers
        self._why = "no connection"
        self._have_answered = False

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

    def check(self, client: Any) -> None:
        """Finds out whether an outage is over, for a client that has nothing else to tell by."""
        try:
            client.list_topics(self._topic, timeout=_CHECK)
        except KafkaException:
            return
        self.answered()

    def answered(self) -> None:
        """The client has an answer."""
        self._reported.clear()
        if self.are_out:
            self.are_out = False
            _LOG.warning("%s answers again", self._servers)
