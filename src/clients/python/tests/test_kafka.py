import importlib.util
import itertools
import io
import json
import logging
import math
import subprocess
import sys
import threading
import unittest
from dataclasses import asdict
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, List, Optional
from unittest import mock

from tests.sample import LOCALISATIONS, POSITIONS, START, at, position
from wanderscope import Limits, Position, PublishError, publish

if not all(map(importlib.util.find_spec, ("confluent_kafka", "fastavro"))):
    raise unittest.SkipTest("confluent-kafka and fastavro are not installed: what needs Kafka is not tested")

import fastavro  # noqa: E402
from confluent_kafka import KafkaError, KafkaException  # noqa: E402

from tests.fixture import FIXTURE, text_of_records  # noqa: E402
from wanderscope.avro import Decoder, Encoder, HttpRegistry, WireError, schema_text, single_object_prefix  # noqa: E402
from wanderscope.brokers import Brokers  # noqa: E402
from wanderscope.kafka import KafkaPublisher  # noqa: E402
from wanderscope.triggers import Trigger, as_useq_events, triggers  # noqa: E402


class EncodingTest(unittest.TestCase):
    def test_fastavro_reads_back_every_field(self) -> None:
        for records, kind in ((POSITIONS, "ParticlePosition"), (LOCALISATIONS, "ParticleLocalisation")):
            encoder = Encoder("topic", type(records[0]))
            schema = fastavro.parse_schema(json.loads(schema_text(kind)))
            for record in records:
                with self.subTest(record):
                    value = encoder.encode(record)
                    self.assertEqual(fastavro.schemaless_reader(io.BytesIO(value[10:]), schema, None), asdict(record))

    @unittest.skipUnless(FIXTURE.exists(), "the client is not in Wanderscope's folder")
    def test_the_records_that_java_reads_are_what_is_written_now(self) -> None:
        self.assertEqual(FIXTURE.read_text("utf-8"), text_of_records(), "python3 -m tests.fixture writes it")

    @unittest.skipUnless(FIXTURE.exists(), "the client is not in Wanderscope's folder")
    def test_the_prefix_is_that_of_asyncapi(self) -> None:
        asyncapi = (Path(__file__).parents[4] / "schemas" / "asyncapi.yaml").read_text("utf-8")
        for name in ("ParticlePosition", "AcquisitionTrigger"):
            with self.subTest(name):
                self.assertTrue(f"avro/{name}.avsc: {single_object_prefix(schema_text(name)).hex()}" in asyncapi)

    def test_a_decoder_says_what_it_cannot_read(self) -> None:
        decoder = Decoder("ParticlePosition")
        good = Encoder("topic", Position).encode(position())
        for said, value in (
            ("neither of the frames", b""),
            ("neither of the frames", b"{}"),
            ("update it", b"\xc3\x01" + bytes(8) + good[10:]),
            ("registry=", bytes(5) + good[10:]),
            ("no ParticlePosition", good[:20]),
        ):
            with self.subTest(value), self.assertRaisesRegex(WireError, said):
                decoder.decode(value)


class RegistryTest(unittest.TestCase):
    def setUp(self) -> None:
        self.registry = StubRegistry()
        self.addCleanup(self.registry.close)

    def test_a_schema_is_registered_once_with_its_compatibility(self) -> None:
        values = [Encoder("positions", Position, HttpRegistry(self.registry.url)).encode(position()) for _ in range(2)]
        self.assertEqual([value[:5] for value in values], [b"\x00\x00\x00\x00\x07"] * 2)
        self.assertEqual(self.registry.compatibility, {"positions-value": "FULL_TRANSITIVE"})
        self.assertEqual(list(self.registry.schemas), ["positions-value"])

    def test_what_was_written_with_a_registry_is_read_with_it(self) -> None:
        registry = HttpRegistry(self.registry.url)
        value = Encoder("positions", Position, registry).encode(position(3))
        self.assertEqual(Decoder("ParticlePosition", registry).decode(value), asdict(position(3)))

    def test_a_refusal_says_who_refused_what(self) -> None:
        self.registry.refuses = True
        with self.assertRaisesRegex(WireError, "answered 409 to POST .*positions-value/versions: .*incompatible"):
            Encoder("positions", Position, HttpRegistry(self.registry.url))

    def test_no_answer(self) -> None:
        self.registry.close()
        with self.assertRaisesRegex(WireError, "did not answer"):
            Encoder("positions", Position, HttpRegistry(self.registry.url))

    def test_credentials_are_sent_and_not_shown(self) -> None:
        HttpRegistry(self.registry.url.replace("//", "//user:secret@")).id_of("positions-value", "{}")
        self.assertEqual(self.registry.authorizations, {"Basic dXNlcjpzZWNyZXQ="})
        self.registry.close()
        with self.assertRaises(WireError) as raised:
            HttpRegistry(self.registry.url.replace("//", "//user:secret@")).schema(1)
        self.assertNotIn("secret", str(raised.exception))


class KafkaPublisherTest(unittest.TestCase):
    def test_every_record_is_produced_with_key_value_and_time(self) -> None:
        producer = FakeProducer()
        with KafkaPublisher("host:9092", localisations="locs", producer=producer) as publisher:
            publish([*POSITIONS, *LOCALISATIONS], publisher)
        self.assertEqual([m["topic"] for m in producer.delivered], ["particle-positions"] * 3 + ["locs"] * 4)
        self.assertEqual([m["key"].decode() for m in producer.delivered], [r.key for r in [*POSITIONS, *LOCALISATIONS]])
        self.assertEqual(producer.delivered[0]["timestamp"], round(at(3).timestamp() * 1000))
        self.assertEqual(producer.delivered[1]["timestamp"], 0)
        self.assertEqual(Decoder("ParticlePosition").decode(producer.delivered[0]["value"]), asdict(POSITIONS[0]))

    def test_sending_waits_while_the_queue_is_full(self) -> None:
        for limits, room in ((Limits(records=2, pending=2), 100), (Limits(), 2)):
            with self.subTest(room):
                producer = FakeProducer(room)
                with KafkaPublisher("host:9092", limits=limits, producer=producer) as publisher:
                    publish((position(frame) for frame in range(50)), publisher)
                self.assertEqual(len(producer.delivered), 50)
                self.assertLessEqual(producer.most_waiting, 2)

    def test_what_could_not_be_delivered_is_said_and_sent_again(self) -> None:
        producer = FakeProducer(failures=3)
        publisher = KafkaPublisher("host:9092", producer=producer)
        for frame in range(5):
            publisher.send(position(frame))
        with self.assertRaisesRegex(PublishError, "3 records could not be delivered to particle-positions at host:9092: timed out"):
            publisher.flush()
        publisher.close()
        self.assertEqual(sorted(Decoder("ParticlePosition").decode(m["value"])["frame"] for m in producer.delivered), [0, 1, 2, 3, 4])

    def test_a_producer_that_is_of_no_use_any_more(self) -> None:
        producer = FakeProducer()
        publisher = KafkaPublisher("host:9092", producer=producer)
        producer.broken = True
        with self.assertRaisesRegex(PublishError, "make a new publisher"):
            publisher.send(position())

    def test_a_closed_publisher_takes_nothing(self) -> None:
        publisher = KafkaPublisher("host:9092", producer=FakeProducer())
        publisher.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            publisher.send(position())

    def test_librdkafka_takes_the_configuration(self) -> None:
        with self.assertRaisesRegex(KafkaException, "no.such.setting"):
            KafkaPublisher("127.0.0.1:1", configuration={"no.such.setting": "1"})


class BrokersTest(unittest.TestCase):
    def test_that_no_broker_answers_is_one_line(self) -> None:
        for opened in (f"{KafkaPublisher.__module__} import KafkaPublisher as opened", "wanderscope.triggers import triggers as opened"):
            with self.subTest(opened):
                program = (
                    f"from wanderscope import brokers; brokers._TIMEOUT = 0.5\nfrom {opened}\n"
                    "try: opened('127.0.0.1:1')\nexcept ConnectionError as problem: print(problem)"
                )
                folder = Path(__file__).parents[1]
                said = subprocess.check_output([sys.executable, "-c", program], cwd=folder, stderr=subprocess.STDOUT, text=True, timeout=300)
                self.assertRegex(
                    said,
                    r"\Ano Kafka cluster answers at 127\.0\.0\.1:1 within 0\.5 s \(.*(refused|failed).*\); check the address, .* runs\n\Z",
                )

    def test_an_outage_of_the_publisher_is_told_once_and_survived(self) -> None:
        producer = FakeProducer()
        with self.assertLogs("wanderscope", logging.WARNING) as told, KafkaPublisher("host:9092", producer=producer) as publisher:
            producer.unanswered = math.inf
            for _ in range(3):
                go_down(publisher._brokers)
                publisher.send(position())
            producer.unanswered = 0
            publisher.flush()
        self.assertEqual(len(producer.delivered), 3)
        self.assertEqual(
            [record.getMessage() for record in told.records],
            ["no Kafka broker answers at host:9092 (refused); trying again", "host:9092 answers again"],
        )

    def test_records_that_are_waiting_when_another_cluster_answers_are_given_up_and_counted(self) -> None:
        full = ("send while as many wait as may", "send while the producer's queue is full")
        for calls in ("send", *full, "flush", "flush while no broker answers yet", "close"):
            with self.subTest(calls), self.assertLogs("wanderscope", logging.WARNING) as told:
                producer = FakeProducer(room=3 if "producer" in calls else 1000)
                limits = Limits(records=1, pending=3 if "may" in calls else 1000)
                publisher = KafkaPublisher("host:9092", limits=limits, producer=producer)
                for _ in range(3):
                    publisher.send(position())
                producer.delivers = False
                go_down(publisher._brokers)
                producer.cluster = "another"
                producer.unanswered = 2 if "while" in calls else 0

                with self.assertRaisesRegex(PublishError, "^another Kafka cluster .* host:9092 .*; 3 records were not sent; make a new publisher$"):
                    publisher.send(position()) if "send" in calls else getattr(publisher, calls.split()[0])()

                self.assertEqual((producer.delivered, producer.waiting), ([], []))
                self.assertEqual(len(told.records), 1, "that it answers again would reassure")

    def test_after_another_cluster_answered_a_publisher_takes_nothing_and_closes(self) -> None:
        producer = FakeProducer()
        publisher = KafkaPublisher("host:9092", producer=producer)
        publisher.send(position())
        producer.cluster = "another"
        with self.assertLogs("wanderscope", logging.WARNING):
            go_down(publisher._brokers)
        for call in (lambda: publisher.send(position()), publisher.flush, lambda: publisher.send(position())):
            with self.assertRaisesRegex(PublishError, "another Kafka cluster .* 1 records were not sent"):
                call()
        publisher.close()

    def test_a_block_that_ends_because_another_cluster_answers_says_it_once(self) -> None:
        producer = FakeProducer()
        with self.assertLogs("wanderscope", logging.WARNING) as told, self.assertRaisesRegex(PublishError, "another Kafka cluster"):
            with KafkaPublisher("host:9092", producer=producer) as publisher:
                producer.cluster = "another"
                go_down(publisher._brokers)
                publisher.send(position())
        self.assertEqual(len(told.records), 1)

    def test_a_send_that_does_not_wait_asks_rarely_and_briefly_whether_an_outage_is_over(self) -> None:
        producer = FakeProducer()
        publisher = KafkaPublisher("host:9092", producer=producer)
        producer.asked.clear()
        producer.delivers, producer.unanswered = False, math.inf
        with self.assertLogs("wanderscope", logging.WARNING):
            go_down(publisher._brokers)
        with mock.patch("wanderscope.brokers.time.monotonic", lambda: 1000.0 + 0.5 * len(producer.waiting)):
            for frame in range(9):
                publisher.send(position(frame))
        self.assertEqual(producer.asked, [0.1] * 3, "every 2 s of 4")

    def test_an_answer_during_an_outage_is_worth_one_longer_look(self) -> None:
        client = mock.Mock()
        brokers = Brokers("host:9092")
        brokers.metadata(client)
        client.list_topics.side_effect = KafkaException(KafkaError(KafkaError._TIMED_OUT))
        with self.assertLogs("wanderscope", logging.WARNING):
            go_down(brokers)
        with mock.patch("wanderscope.brokers.time.monotonic", itertools.count(1000.0, 10.0).__next__):
            brokers.glance(client)
            brokers.answered()
            brokers.glance(client)
            brokers.glance(client)
        self.assertEqual([call.kwargs["timeout"] for call in client.list_topics.call_args_list[1:]], [0.1, 2.0, 0.1])

    def test_a_flush_that_has_nothing_to_wait_for_looks_whether_what_was_delivered_went_to_another_cluster(self) -> None:
        producer = FakeProducer()
        publisher = KafkaPublisher("host:9092", producer=producer)
        publisher.send(position())
        producer.cluster = "another"
        with self.assertLogs("wanderscope", logging.WARNING):
            go_down(publisher._brokers)
        producer.poll(1)
        with self.assertRaisesRegex(PublishError, "another Kafka cluster .* 0 records were not sent"):
            publisher.flush()

    def test_another_cluster_after_an_outage_of_the_reader_is_an_error(self) -> None:
        for rest, read in (([ANOTHER], [1]), ([ANOTHER_AND_READ, encoded(trigger(2)), encoded(trigger(3))], [1, 2])):
            consumer = FakeConsumer([encoded(trigger(1)), *rest])
            found = []
            with self.subTest(read), mock.patch("wanderscope.triggers.Brokers", consumer.connect):
                with self.assertLogs("wanderscope", logging.WARNING) as told:
                    with self.assertRaisesRegex(ConnectionError, r"^another Kafka cluster .* host:9092 .*; call triggers\(\) again$"):
                        found.extend(triggers("host:9092", consumer=consumer, idle=5))
                self.assertEqual(len(told.records), 1, "that it answers again would reassure")
                self.assertTrue(consumer.closed)

    def test_a_cluster_that_does_not_tell_its_id_is_taken_for_the_same(self) -> None:
        for before, after in ((None, "cluster"), ("cluster", None)):
            with self.subTest(after), self.assertLogs("wanderscope", logging.WARNING) as told:
                brokers = Brokers("host:9092")
                client = FakeProducer(cluster=before)
                brokers.metadata(client)
                client.cluster = after
                go_down(brokers)
                brokers.check(client)
                self.assertIn("answers again", told.output[-1])

    def test_an_outage_of_the_reader_is_told_once_and_survived(self) -> None:
        consumer = FakeConsumer([encoded(trigger(1)), OUTAGE, OUTAGE, encoded(trigger(2)), OUTAGE])
        with self.assertLogs("wanderscope", logging.WARNING) as told, mock.patch("wanderscope.triggers.Brokers", consumer.connect):
            found = list(triggers("host:9092", consumer=consumer, idle=0.05))
        self.assertEqual(found, [trigger(1), trigger(2)])
        self.assertEqual(
            [record.getMessage() for record in told.records],
            ["no Kafka broker answers at host:9092 (refused); trying again", "host:9092 answers again"] * 2,
        )

    def test_what_failed_before_the_first_answer_is_no_outage(self) -> None:
        brokers = Brokers("host:9092")
        client = mock.Mock()
        client.poll.side_effect = lambda _: go_down(brokers)
        brokers.metadata(client)
        self.assertFalse(brokers.are_out)

    def test_another_error_than_that_no_broker_answers_is_raised_as_it_is(self) -> None:
        client = mock.Mock()
        client.list_topics.side_effect = KafkaException(KafkaError(KafkaError._FATAL))
        with self.assertRaises(KafkaException):
            Brokers("host:9092").metadata(client)


def go_down(brokers: Brokers) -> None:
    brokers.failed(KafkaError(KafkaError._TRANSPORT, "refused"))
    brokers.failed(KafkaError(KafkaError._ALL_BROKERS_DOWN))


class TriggersTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)

    def read(self, values: List[bytes], **named: Any) -> List[Trigger]:
        self.consumer = FakeConsumer(values)
        return list(triggers("host:9092", consumer=self.consumer, idle=0.05, **named))

    def test_the_fields_are_those_of_the_schema(self) -> None:
        names = [field["name"] for field in json.loads(schema_text("AcquisitionTrigger"))["fields"]]
        self.assertEqual(list(Trigger.__dataclass_fields__), names)

    def test_each_comes_once(self) -> None:
        found = self.read([encoded(trigger(1)), encoded(trigger(2)), encoded(trigger(1)), encoded(trigger(3))])
        self.assertEqual(found, [trigger(1), trigger(2), trigger(3)])
        self.assertTrue(self.consumer.closed)

    def test_those_of_another_acquisition_are_left_out(self) -> None:
        found = self.read([encoded(trigger(1)), encoded(trigger(1, "other"))], acquisition="other")
        self.assertEqual(found, [trigger(1, "other")])

    def test_what_cannot_be_read_does_not_end_it(self) -> None:
        self.assertEqual(self.read([b"{}", b"", encoded(trigger(2))]), [trigger(2)])

    def test_where_it_begins(self) -> None:
        for from_beginning, offsets in ((False, [9, 9]), (True, [4, 4])):
            self.read([], from_beginning=from_beginning)
            self.assertEqual([partition.offset for partition in self.consumer.assigned], offsets)

    def test_a_topic_that_is_not_there(self) -> None:
        with self.assertRaisesRegex(LookupError, "no topic acquisition-triggers at host:9092"):
            triggers("host:9092", consumer=FakeConsumer([], partitions=0))

    @unittest.skipUnless(importlib.util.find_spec("useq"), "useq-schema is not installed")
    def test_events_of_useq(self) -> None:
        def to_stage(x: float, y: float) -> Any:
            return 1000 + x, 2000 - y

        in_um, share = as_useq_events([trigger(1), trigger(2, kind="SHARE", x=None, y=None)], to_stage, exposure=5)
        self.assertEqual((in_um.x_pos, in_um.y_pos, in_um.exposure), (1001.5, 1997.5, 5))
        self.assertEqual(in_um.metadata["wanderscope"]["trigger"], "cell/motors/1/7")
        self.assertEqual((share.x_pos, share.y_pos), (None, None))
        (in_px,) = as_useq_events([trigger(1, length_unit="px")], to_stage, pixel_size=0.1)
        (in_pixels,) = as_useq_events([trigger(1, length_unit="Pixels")], to_stage, pixel_size=0.1)
        (in_microns,) = as_useq_events([trigger(1, length_unit="micron")], to_stage)
        self.assertEqual((in_px.x_pos, in_px.y_pos), (1000.15, 1999.75))
        self.assertEqual((in_pixels.x_pos, in_microns.x_pos), (1000.15, 1001.5))
        with self.assertRaisesRegex(ValueError, r"pixel_size="):
            list(as_useq_events([trigger(1, length_unit="px")], to_stage))

    def test_events_of_useq_without_it_name_what_to_install_when_they_are_asked_for(self) -> None:
        with mock.patch.dict(sys.modules, {"useq": None}), self.assertRaisesRegex(ImportError, r"pip install 'wanderscope\[useq\]'"):
            as_useq_events([], lambda x, y: (x, y))


def trigger(number: int, acquisition: str = "cell", **named: Any) -> Trigger:
    fields: Dict[str, Any] = dict(
        acquisition=acquisition, id=f"{acquisition}/motors/{number}/7", rule="motors", conditions="class=LEVY_WALK", kind="TRACK",
        event=number, time=START, since=START, triggered_time=START + timedelta(seconds=1), suppressed=0, track="7", status="LIVE",
        revision=3, label="UNDETERMINED", reason="DIRECTED", confidence=0.9, alpha=1.5, points=50, observed_points=48,
        diffusion_coefficient=0.1, diffusion_unit="um^2/s", frame=60, x=1.5, y=2.5, length_unit="um",
    )  # fmt: skip
    return Trigger(**{**fields, **named})


def encoded(made: Trigger) -> bytes:
    schema = json.loads(schema_text("AcquisitionTrigger"))
    out = io.BytesIO()
    fastavro.schemaless_writer(out, fastavro.parse_schema(schema), asdict(made))
    return single_object_prefix(schema_text("AcquisitionTrigger")) + out.getvalue()


class FakeProducer:
    """Delivers when it is polled, the first ``failures`` records not."""

    def __init__(self, room: int = 1000, failures: int = 0, cluster: Optional[str] = "the first") -> None:
        self.delivered: List[Dict[str, Any]] = []
        self.waiting: List[Dict[str, Any]] = []
        self.asked: List[float] = []
        self.most_waiting = 0
        self.cluster = cluster
        self.broken = False
        self.delivers = True
        self.unanswered: float = 0
        self._polls = 0
        self._purged: List[Dict[str, Any]] = []
        self._room = room
        self._failures = failures

    def list_topics(self, topic: Optional[str], timeout: float) -> Any:
        self.asked.append(timeout)
        if self.unanswered:
            self.unanswered -= 1
            raise KafkaException(KafkaError(KafkaError._TRANSPORT))
        return Struct(cluster_id=self.cluster)

    def produce(self, topic: str, **message: Any) -> None:
        if self.broken:
            raise KafkaException(KafkaError(KafkaError._FATAL))
        if len(self.waiting) == self._room:
            raise BufferError
        self.waiting.append({"topic": topic, **message})
        self.most_waiting = max(self.most_waiting, len(self.waiting))

    def purge(self) -> None:
        self._purged, self.waiting = self.waiting, []

    def poll(self, timeout: float) -> None:
        while self._purged:
            self._purged.pop()["on_delivery"]("purged", None)
        if timeout:
            self.flush(timeout)

    def flush(self, timeout: float) -> None:
        if not self.delivers:
            self._polls += 1
            assert self._polls < 100, "it would wait for good"
            return
        waiting, self.waiting = self.waiting, []
        for message in waiting:
            if self._failures:
                self._failures -= 1
                message["on_delivery"]("timed out", None)
            else:
                self.delivered.append(message)
                message["on_delivery"](None, None)


OUTAGE = b"no broker answers, until it was asked once"
ANOTHER = b"no broker answers, and then those of another cluster"
ANOTHER_AND_READ = b"the same, and records can be read from it"


class FakeConsumer:
    def __init__(self, values: List[bytes], partitions: int = 2) -> None:
        self._values = list(values)
        self._partitions = partitions
        self.assigned: List[Any] = []
        self.closed = False
        self._is_down = False
        self._cluster = "the first"

    def connect(self, servers: str) -> Brokers:
        self._brokers = Brokers(servers)
        return self._brokers

    def list_topics(self, topic: Optional[str] = None, timeout: float = 0) -> Any:
        if self._is_down:
            self._is_down = False
            raise KafkaException(KafkaError(KafkaError._TRANSPORT))
        return Struct(cluster_id=self._cluster, topics={topic: Struct(partitions=dict.fromkeys(range(self._partitions)))})

    def get_watermark_offsets(self, partition: Any, timeout: float) -> Any:
        return 4, 9

    def assign(self, partitions: List[Any]) -> None:
        self.assigned = partitions

    def poll(self, timeout: float) -> Any:
        if not self.assigned or not self._values:
            return None
        value = self._values.pop(0)
        if value == OUTAGE:
            self._is_down = True
            go_down(self._brokers)
            return None
        if value in (ANOTHER, ANOTHER_AND_READ):
            self._cluster = "another"
            go_down(self._brokers)
            return None if value == ANOTHER else self.poll(timeout)
        return FakeMessage(value)

    def close(self) -> None:
        self.closed = True


class Struct:
    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


class FakeMessage:
    def __init__(self, value: bytes) -> None:
        self._value = value

    def error(self) -> None:
        return None

    def value(self) -> bytes:
        return self._value

    def topic(self) -> str:
        return "acquisition-triggers"

    def partition(self) -> int:
        return 0

    def offset(self) -> int:
        return 4


class StubRegistry:
    """A schema registry with Confluent's interface; every schema has the id 7."""

    def __init__(self) -> None:
        self.schemas: Dict[str, str] = {}
        self.compatibility: Dict[str, str] = {}
        self.authorizations: set[Any] = set()
        self.refuses = False
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                registry.authorizations.add(self.headers["Authorization"])
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}")
                status, answer = registry._answer(self.command, self.path.split("/")[1:], body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            do_GET = do_POST = do_PUT = _answer

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.05), daemon=True)
        self._thread.start()

    def _answer(self, method: str, path: List[str], body: Dict[str, str]) -> Any:
        if method == "PUT":
            self.compatibility[path[1]] = body["compatibility"]
            return 200, body
        if method == "GET":
            return 200, {"schema": next(iter(self.schemas.values()))}
        if path[-1] == "versions":
            if self.refuses:
                return 409, {"message": "incompatible"}
            self.schemas[path[1]] = body["schema"]
        return (200, {"id": 7}) if path[1] in self.schemas else (404, {"error_code": 40401})

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


if __name__ == "__main__":
    unittest.main()
