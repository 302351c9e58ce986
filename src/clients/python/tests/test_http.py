import logging
import threading
import unittest
from typing import Optional
from unittest import mock

from tests.sample import LOCALISATIONS, POSITIONS, localisation, position
from tests.stub_server import Answer, Rows, StubServer
from wanderscope import HttpPublisher, Limits, PublishError, RejectedRecords, callback, publish, send_image

POSITIONS_OF_CELL = "/api/acquisitions/cell/positions"
PROMPT = Limits(give_up_after=60)
IMPATIENT = Limits(give_up_after=0.01)


class HttpPublisherTest(unittest.TestCase):
    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.server = StubServer()
        self.addCleanup(self.server.__exit__)

    def taken(self, path: str = POSITIONS_OF_CELL) -> Rows:
        return self.server.rows.get(path, [])

    def test_every_row_arrives_in_order(self) -> None:
        with HttpPublisher(self.server.url, limits=Limits(records=7)) as publisher:
            count = publish((position(frame) for frame in range(100)), publisher)
        self.assertEqual(count, 100)
        self.assertEqual([row["frame"] for row in self.taken()], list(range(100)))

    def test_the_path_says_acquisition_and_kind(self) -> None:
        with HttpPublisher(self.server.url + "/") as publisher:
            for record in [*POSITIONS, *LOCALISATIONS]:
                publisher.send(record)
        self.assertEqual(
            {path: len(rows) for path, rows in self.server.rows.items()},
            {POSITIONS_OF_CELL: 2, "/api/acquisitions/Zelle%201/positions": 1, "/api/acquisitions/cell/localisations": 4},
        )
        self.assertEqual(self.server.rows["/api/acquisitions/cell/localisations"], [record.row() for record in LOCALISATIONS])

    def test_the_token_and_the_type_of_the_rows_are_said(self) -> None:
        with HttpPublisher(self.server.url, token="secret") as publisher:
            publisher.send(position())
        _, headers, _ = self.server.requests[0]
        self.assertEqual(headers["Authorization"], "Bearer secret")
        self.assertEqual(headers["Content-Type"], "application/x-ndjson")

    def test_batches_are_bounded_by_count_and_bytes(self) -> None:
        for limits, most in ((Limits(records=3, age=9), 3), (Limits(bytes=len(str(position().row())) * 2, age=9), 2)):
            with self.subTest(limits), StubServer() as server:
                with HttpPublisher(server.url, limits=limits) as publisher:
                    publish((position(frame) for frame in range(20)), publisher)
                self.assertEqual(sum(rows for _, _, rows in server.requests), 20)
                self.assertLessEqual(max(rows for _, _, rows in server.requests), most)

    def test_a_batch_is_sent_when_it_is_old_enough(self) -> None:
        arrived = threading.Event()
        self.server.judge = lambda rows: arrived.set()
        with HttpPublisher(self.server.url) as publisher:
            publisher.send(position())
            self.assertTrue(arrived.wait(60))

    def test_the_same_rows_are_sent_again_when_the_server_is_busy_down_or_lost(self) -> None:
        for answer in (
            (429, {"Retry-After": "0"}, {"detail": "busy"}),
            (503, {"Retry-After": "Thu, 01 Jan 2026 00:00:00 GMT"}, {}),
            (502, {}, {}),
            (408, {}, {}),
            (0, {}, {}),
        ):
            with self.subTest(answer[0]):
                self.server.rows.clear()
                self.server.answers.extend([answer, answer])
                with HttpPublisher(self.server.url, limits=PROMPT) as publisher:
                    publish((position(frame) for frame in range(5)), publisher)
                self.assertEqual([row["frame"] for row in self.taken()], list(range(5)))

    def test_rows_whose_answer_was_lost_come_again(self) -> None:
        self.server.drop_after_taking = 1
        with HttpPublisher(self.server.url, limits=PROMPT) as publisher:
            publish([position(0)], publisher)
        self.assertEqual([row["frame"] for row in self.taken()], [0, 0])

    def test_a_server_that_starts_later_gets_everything(self) -> None:
        with StubServer() as gone:
            url = gone.url
        publisher = HttpPublisher(url, limits=IMPATIENT)
        publisher.send(position(0))
        with publisher._changed:  # The sender does not try again in between.
            with self.assertRaisesRegex(PublishError, "1 records could not be delivered to .*given up after 0.01 s"):
                publisher.flush()
            publisher._server = HttpPublisher(self.server.url)._server  # the same address would do, were it free
        publisher.send(position(1))
        publisher.close()
        self.assertEqual([row["frame"] for row in self.taken()], [0, 1])

    def test_a_rejected_row_is_named_and_the_others_arrive(self) -> None:
        self.server.judge = reject(lambda row: row["frame"] in (3, 6))
        publisher = HttpPublisher(self.server.url)
        with self.assertRaisesRegex(RejectedRecords, "2 of the records .*frame=3.*no such frame") as raised:
            publish((position(frame) for frame in range(10)), publisher)
        publisher.close()
        self.assertEqual([rejection.record for rejection in raised.exception.rejections], [position(3), position(6)])
        self.assertEqual([row["frame"] for row in self.taken()], [0, 1, 2, 4, 5, 7, 8, 9])

    def test_only_the_bad_row_is_left_out_when_the_server_does_not_name_it(self) -> None:
        for status in (413, 422):
            with self.subTest(status), StubServer() as server:
                server.judge = lambda rows: (status, {}, {"detail": "no"}) if any(r["frame"] == 3 for r in rows) else None
                publisher = HttpPublisher(server.url)
                with self.assertRaisesRegex(RejectedRecords, "1 of the records"):
                    publish((position(frame) for frame in range(10)), publisher)
                publisher.close()
                self.assertEqual(
                    [row["frame"] for row in server.rows[POSITIONS_OF_CELL]], [0, 1, 2, 4, 5, 6, 7, 8, 9]
                )

    def test_only_bad_rows(self) -> None:
        self.server.judge = reject(lambda row: True)
        with self.assertRaises(RejectedRecords) as raised:
            with HttpPublisher(self.server.url) as publisher:
                for frame in range(150):
                    publisher.send(position(frame))
        self.assertEqual((raised.exception.count, len(raised.exception.rejections)), (150, 100))

    def test_a_request_that_is_too_large_is_divided(self) -> None:
        self.server.judge = lambda rows: (413, {}, {}) if len(rows) > 4 else None
        with HttpPublisher(self.server.url) as publisher:
            publish((position(frame) for frame in range(50)), publisher)
        self.assertEqual([row["frame"] for row in self.taken()], list(range(50)))

    def test_what_does_not_help_to_repeat_is_said_with_what_to_do_if_the_server_does_not_say_it(self) -> None:
        for status, advice in (
            (401, "token"),
            (403, "token"),
            (404, "http.ingest=true"),
            (400, "check the address"),
            (500, "mend that"),
        ):
            for body, said in (({"title": "Because"}, f"Because; .*{advice}"), ({"title": "No", "detail": "because"}, "because$")):
                with self.subTest(status, body=body):
                    self.server.answers.append((status, {}, body))
                    publisher = HttpPublisher(self.server.url)
                    publisher.send(position())
                    with self.assertRaisesRegex(PublishError, f"{status}: {said}"):
                        publisher.flush()
                    publisher.close()
                    self.assertEqual(len(self.taken()), 1)
                    self.server.rows.clear()

    def test_an_outage_is_told_once_when_it_begins_and_once_when_it_is_over(self) -> None:
        logging.disable(logging.NOTSET)
        without_kafka: Answer = (503, {"Retry-After": "0"}, {"detail": "no Kafka"})
        for answer, what in (((0, {}, {}), r"no answer \(.*\)"), (without_kafka, "it answered 503: no Kafka")):
            with self.subTest(what), self.assertLogs("wanderscope", logging.WARNING) as told:
                self.server.answers.extend([answer, answer, answer])
                with HttpPublisher(self.server.url, limits=PROMPT) as publisher:
                    publish([position()], publisher)
                    publish([position(1)], publisher)
                first, second = (record.getMessage() for record in told.records)
                self.assertRegex(first, f"^{self.server.url}{POSITIONS_OF_CELL}: {what}; trying again for 60 s$")
                self.assertEqual(second, f"{self.server.url} answers again")

    def test_a_busy_answer_does_not_end_an_outage(self) -> None:
        logging.disable(logging.NOTSET)
        without_kafka: Answer = (503, {"Retry-After": "0"}, {"detail": "no Kafka"})
        busy: Answer = (429, {"Retry-After": "0"}, {"detail": "busy"})
        self.server.answers.extend([without_kafka, busy, without_kafka])
        with self.assertLogs("wanderscope", logging.WARNING) as told:
            with HttpPublisher(self.server.url, limits=PROMPT) as publisher:
                publish([position()], publisher)
        self.assertEqual(len(told.records), 2)

    def test_a_server_that_is_busy_for_a_moment_is_no_outage(self) -> None:
        self.server.answers.append((429, {"Retry-After": "0"}, {"detail": "busy"}))
        with mock.patch.object(logging.getLogger("wanderscope"), "warning") as warning:
            with HttpPublisher(self.server.url, limits=PROMPT) as publisher:
                publish([position()], publisher)
        self.assertEqual(len(self.taken()), 1)
        warning.assert_not_called()

    def test_what_failed_is_said_in_words(self) -> None:
        with StubServer() as gone:
            url = gone.url
        with self.assertRaisesRegex(PublishError, r"no answer \([^()]+\); given up"), HttpPublisher(url, limits=IMPATIENT) as publisher:
            publisher.send(position())

    def test_sending_waits_while_too_many_records_are_on_their_way(self) -> None:
        self.server.taking.clear()
        publisher = HttpPublisher(self.server.url, limits=Limits(records=5, pending=10))
        sent = []
        filling = threading.Thread(target=lambda: [sent.append(publisher.send(position(frame))) for frame in range(30)])
        filling.start()
        filling.join(0.3)
        self.assertTrue(filling.is_alive())
        self.assertEqual(len(sent), 10)
        self.server.taking.set()
        filling.join(60)
        publisher.close()
        self.assertEqual([row["frame"] for row in self.taken()], list(range(30)))

    def test_flush_does_not_wait_for_what_comes_later(self) -> None:
        with HttpPublisher(self.server.url) as publisher:
            done = threading.Event()
            endless = threading.Thread(target=lambda: [publisher.send(position()) for _ in iter(done.is_set, True)])
            endless.start()
            publisher.send(localisation())
            publisher.flush()
            done.set()
            endless.join(60)
        self.assertEqual(len(self.server.rows["/api/acquisitions/cell/localisations"]), 1)

    def test_several_threads_may_send(self) -> None:
        with HttpPublisher(self.server.url, limits=Limits(records=10, pending=20)) as publisher:
            threads = [
                threading.Thread(target=lambda track=str(number): publish((position(f, track) for f in range(200)), publisher))
                for number in range(4)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        for number in range(4):
            frames = [row["frame"] for row in self.taken() if row["track"] == str(number)]
            self.assertEqual(frames, list(range(200)))

    def test_an_error_in_the_block_is_raised_and_what_was_sent_arrives(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            with HttpPublisher(self.server.url) as publisher:
                publisher.send(position())
                raise ZeroDivisionError
        self.assertEqual(len(self.taken()), 1)

    def test_a_closed_publisher_takes_nothing(self) -> None:
        publisher = HttpPublisher(self.server.url)
        publisher.close()
        publisher.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            publisher.send(position())

    def test_an_address_that_is_none_is_said_at_once(self) -> None:
        for url in ("localhost:8090", "ftp://host", "http://", "http://user@host"):
            with self.subTest(url), self.assertRaisesRegex(ValueError, "looks like http://localhost"):
                HttpPublisher(url)

    def test_a_callback_sends_what_is_made_of_its_arguments(self) -> None:
        with HttpPublisher(self.server.url) as publisher:
            receive = callback(publisher, lambda frame, of: [position(frame), position(frame, of)])
            receive(4, of="8")
        self.assertEqual([(row["frame"], row["track"]) for row in self.taken()], [(4, "7"), (4, "8")])


def reject(bad):  # type: ignore[no-untyped-def]
    def judge(rows: Rows) -> Optional[Answer]:
        for number, row in enumerate(rows, 1):
            if bad(row):
                return 422, {}, {"line": number, "detail": "no such frame"}
        return None

    return judge


class SendImageTest(unittest.TestCase):
    def setUp(self) -> None:
        self.server = StubServer()
        self.addCleanup(self.server.__exit__)

    def test_the_image_arrives_with_its_place(self) -> None:
        send_image(self.server.url, "Zelle 1", b"\x89PNG...", pixel_size=0.11, length_unit="um", x=2.5, token="secret")
        path, headers, content = self.server.images[0]
        self.assertEqual(path, "/api/acquisitions/Zelle%201/image?pixel_size=0.11&length_unit=um&x=2.5&y=0.0")
        self.assertEqual((headers["Content-Type"], headers["Authorization"]), ("image/png", "Bearer secret"))
        self.assertEqual(content, b"\x89PNG...")

    def test_what_the_server_does_not_take_is_told(self) -> None:
        self.server.answers.append((422, {}, {"detail": "the TIFF is damaged or cut off"}))
        with self.assertRaisesRegex(PublishError, "answered 422: the TIFF is damaged or cut off$"):
            send_image(self.server.url, "cell", b"II*\0", pixel_size=0.11, length_unit="um")
        self.assertEqual(self.server.images[0][1]["Content-Type"], "image/tiff")


if __name__ == "__main__":
    unittest.main()
