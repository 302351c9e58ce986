"""Sends records and images over HTTP, to the server of ``wanderscope dashboard`` with ``http.ingest=true``. Needs no library."""

from __future__ import annotations

import email.utils
import http.client
import json
import logging
import random
import ssl
import threading
import time
from collections import deque
from datetime import datetime, timezone
from typing import Deque, Dict, List, NamedTuple, Optional
from urllib.parse import quote, urlencode, urlsplit

from .publishing import Limits, Publisher, PublishError, RejectedRecords, Rejection
from .records import Position, Record

_LOG = logging.getLogger("wanderscope")
_FIRST_WAIT = 0.1
_LONGEST_WAIT = 5.0
_LONGEST_RETRY_AFTER = 60.0
_MOST_ANSWER_BYTES = 65_536
_JSON = json.JSONEncoder(allow_nan=False, separators=(",", ":"))
_ADVICE = {  # for answers that do not say why, such as a proxy's
    401: "give the publisher the token of the server (token=…)",
    403: "give the publisher the token of the server (token=…)",
    404: "check the address, and that the server takes records in (http.ingest=true)",
    405: "check the address, and that the server takes records in (http.ingest=true)",
    500: "mend that on the server or in Kafka; to send them again does not help before",
}
_OUTAGE = (0, 502, 503, 504)  # 0 is no answer, 502 and 504 are a proxy's
_PASSING = (*_OUTAGE, 408, 429)


class _Row(NamedTuple):
    record: Record
    line: bytes
    number: int
    since: float


class _Answer(NamedTuple):
    status: int
    retry_after: Optional[float]
    detail: str
    is_explained: bool
    line: Optional[int]

    def with_advice(self, otherwise: str) -> str:
        """What it says, and what to do if it does not say why."""
        return self.detail if self.is_explained else f"{self.detail}; {_ADVICE.get(self.status, otherwise)}"


def send_image(
    url: str,
    acquisition: str,
    image: bytes,
    *,
    pixel_size: float,
    length_unit: str,
    x: float = 0.0,
    y: float = 0.0,
    token: Optional[str] = None,
    timeout: float = 30.0,
    tls: Optional[ssl.SSLContext] = None,
) -> None:
    """Sends an image of the field, which the page shows below the paths of an acquisition in place of an earlier one. It is sent once.

    :param image: the content of a PNG or TIFF file of 8 or 16 bits
    :param pixel_size: length of a side of a pixel, in ``length_unit``, that of the positions
    :param x: coordinate of the centre of the pixel at the top left, in ``length_unit``; ``y`` grows downwards
    :raises PublishError: if the server did not take it; the message says why
    """
    place = urlencode({"pixel_size": pixel_size, "length_unit": length_unit, "x": x, "y": y})
    path = f"/api/acquisitions/{quote(acquisition, safe='')}/image"
    server = _Server(url, token, timeout, tls)
    try:
        answer = server.send("PUT", f"{path}?{place}", image, "image/png" if image[:4] == b"\x89PNG" else "image/tiff")
    finally:
        server.close()
    if answer.status != 200:
        said = answer.with_advice("send it again later" if answer.status in _PASSING else "send another image")
        raise PublishError(f"the image could not be delivered to {server.url}{path}: {said}")


class HttpPublisher(Publisher):
    """Posts records as NDJSON. One request is under way at a time, so records of a track keep their order.

    While the server is busy (429), down or without Kafka (503), the same rows are sent again, after the time that it asks for. The
    logger ``wanderscope`` warns once when an outage begins, and once when it is over.
    If it rejects a row (422), the others of the request are sent without it, and ``flush`` raises ``RejectedRecords``.

    :param url: address of the server, such as ``http://localhost:8090``
    :param token: the server's token, if it has one
    :param limits: sizes of batches, and how many records may wait
    :param timeout: seconds that one answer may take
    :param tls: how the server's certificate is checked; by default with the system's authorities
    """

    def __init__(
        self,
        url: str,
        *,
        token: Optional[str] = None,
        limits: Limits = Limits(),
        timeout: float = 30.0,
        tls: Optional[ssl.SSLContext] = None,
    ) -> None:
        self._server = _Server(url, token, timeout, tls)
        self._limits = limits
        self._changed = threading.Condition()
        self._queues: Dict[str, Deque[_Row]] = {}  # by path, oldest first
        self._taken = 0
        self._pending = 0
        self._flushing = 0
        self._closed = False
        self._failure: Optional[str] = None
        self._rejections: List[Rejection] = []
        self._rejected = 0
        self._is_out = False  # known to the sender's thread only
        self._stop = threading.Event()
        self._sender = threading.Thread(target=self._run, name="wanderscope-publisher", daemon=True)
        self._sender.start()

    def send(self, record: Record) -> None:
        line = _JSON.encode(record.row()).encode() + b"\n"
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._failure is not None or self._pending < self._limits.pending)
            if self._closed:
                raise ValueError("the publisher is closed")
            self._raise_failure()
            self._taken += 1
            self._queues.setdefault(_path(record), deque()).append(_Row(record, line, self._taken, time.monotonic()))
            self._pending += 1
            self._changed.notify_all()

    def flush(self) -> None:
        with self._changed:
            self._wait_for_delivery()
            self._raise_failure()
            self._raise_rejections()

    def close(self) -> None:
        with self._changed:
            if self._closed:
                return
            self._closed = True
            try:
                self._wait_for_delivery()
            finally:
                self._stop.set()
                self._changed.notify_all()
        self._sender.join()
        self._server.close()
        self._raise_failure()
        self._raise_rejections()

    def _wait_for_delivery(self) -> None:
        """Waits until all that was taken so far has been decided on; what comes meanwhile may stay."""
        last = self._taken
        self._flushing += 1
        self._changed.notify_all()
        try:
            self._changed.wait_for(
                lambda: self._failure is not None or all(rows[0].number > last for rows in self._queues.values())
            )
        finally:
            self._flushing -= 1

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            if not self._closed:
                self._changed.notify_all()  # The sender tries again.
            raise PublishError(failure)

    def _raise_rejections(self) -> None:
        rejections, self._rejections = self._rejections, []
        count, self._rejected = self._rejected, 0
        if count:
            raise RejectedRecords(rejections, count)

    # What follows runs on the sender's thread.

    def _run(self) -> None:
        while not self._stop.is_set():
            with self._changed:
                path = self._due()
                if path is None:
                    self._changed.wait(self._seconds_until_due())
                    continue
                batch = self._batch(path)
            try:
                self._deliver(path, batch)
            except Exception as unexpected:  # The thread must outlive it, or send would wait for ever.
                _LOG.exception("records could not be sent")
                self._fail(f"{len(batch)} records could not be sent: {unexpected!r}")

    def _due(self) -> Optional[str]:
        """The path whose batch has waited longest among those that are to be sent now."""
        if self._failure is not None or not self._queues:
            return None
        now = time.monotonic()
        due = [path for path, rows in self._queues.items() if self._is_due(rows, now)]
        return min(due, key=lambda path: self._queues[path][0].since, default=None)

    def _is_due(self, rows: Deque[_Row], now: float) -> bool:
        full = len(rows) >= self._limits.records or self._pending >= self._limits.pending
        return full or self._flushing > 0 or now - rows[0].since >= self._limits.age

    def _seconds_until_due(self) -> Optional[float]:
        if self._failure is not None or not self._queues:
            return None
        return max(0.0, min(rows[0].since for rows in self._queues.values()) + self._limits.age - time.monotonic())

    def _batch(self, path: str) -> List[_Row]:
        batch: List[_Row] = []
        size = 0
        for row in self._queues[path]:
            size += len(row.line)
            if batch and (size > self._limits.bytes or len(batch) == self._limits.records):
                break
            batch.append(row)
        return batch

    def _deliver(self, path: str, batch: List[_Row]) -> None:
        """Sends the first rows of a path's queue until the server has decided on all of them, or it has to be given up."""
        give_up = time.monotonic() + self._limits.give_up_after
        wait = _FIRST_WAIT
        size = len(batch)
        while batch and not self._stop.is_set():
            answer = self._server.send("POST", path, b"".join(row.line for row in batch[:size]), "application/x-ndjson")
            self._tell_of_outage(path, answer)
            if answer.status == 200:
                self._done(path, size)
                del batch[:size]
                size = min(size, len(batch))
                give_up, wait = time.monotonic() + self._limits.give_up_after, _FIRST_WAIT
            elif answer.status == 422 and answer.line is not None and 1 <= answer.line <= size:
                self._reject(path, answer.line - 1, answer.detail)
                del batch[answer.line - 1]
                size = size - 1 or len(batch)
            elif answer.status in (413, 422) and size > 1:
                size //= 2
            elif answer.status in (413, 422):
                self._reject(path, 0, answer.detail)
                del batch[0]
                size = min(size, len(batch))
            elif answer.status in _PASSING:
                pause = answer.retry_after if answer.retry_after is not None else wait * random.uniform(0.5, 1.0)
                if time.monotonic() + pause > give_up:
                    self._fail(self._message(path, f"{answer.detail}; given up after {self._limits.give_up_after:g} s"))
                    return
                _LOG.info("%s%s: %s; trying again in %.1f s", self._server.url, path, answer.detail, pause)
                self._stop.wait(pause)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                self._fail(self._message(path, answer.with_advice("check the address")))
                return

    def _tell_of_outage(self, path: str, answer: _Answer) -> None:
        if answer.status in _OUTAGE and not self._is_out:
            self._is_out = True
            _LOG.warning("%s%s: %s; trying again for %g s", self._server.url, path, answer.detail, self._limits.give_up_after)
        elif answer.status not in _PASSING and self._is_out:
            self._is_out = False
            _LOG.warning("%s answers again", self._server.url)

    def _message(self, path: str, why: str) -> str:
        return f"{self._pending} records could not be delivered to {self._server.url}{path}: {why}"

    def _done(self, path: str, count: int) -> None:
        with self._changed:
            rows = self._queues[path]
            for _ in range(count):
                rows.popleft()
            self._removed(path, count)

    def _reject(self, path: str, index: int, detail: str) -> None:
        with self._changed:
            record = self._queues[path][index].record
            del self._queues[path][index]
            self._rejected += 1
            if len(self._rejections) < RejectedRecords.MOST:
                self._rejections.append(Rejection(record, detail))
            self._removed(path, 1)
        _LOG.warning("not taken: %s: %s", record, detail)

    def _removed(self, path: str, count: int) -> None:
        if not self._queues[path]:
            del self._queues[path]
        self._pending -= count
        self._changed.notify_all()

    def _fail(self, message: str) -> None:
        with self._changed:
            self._failure = message
            self._changed.notify_all()


class _Server:
    """One connection to the server, opened again when it was lost."""

    def __init__(self, url: str, token: Optional[str], timeout: float, tls: Optional[ssl.SSLContext]) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
            raise ValueError(f"{url} is no address of a server; it looks like http://localhost:8090")
        self.url = url.rstrip("/")
        self._prefix = parts.path.rstrip("/")
        self._headers = {"Accept": "application/json, application/problem+json"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        if parts.scheme == "https":
            self._connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=timeout, context=tls or ssl.create_default_context()
            )
        else:
            self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)

    def send(self, method: str, path: str, body: bytes, content_type: str) -> _Answer:
        """The server's answer; of status 0 if there was none."""
        try:
            self._connection.request(method, self._prefix + path, body, {**self._headers, "Content-Type": content_type})
            response = self._connection.getresponse()
            content = response.read(_MOST_ANSWER_BYTES)
            if response.read(1):
                self.close()  # What is left of a longer answer would be taken for the next one.
            return _answer(response, content)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            why = getattr(error, "strerror", None) or repr(error)
            return _Answer(0, None, f"no answer ({why})", False, None)

    def close(self) -> None:
        self._connection.close()


def _path(record: Record) -> str:
    kind = "positions" if isinstance(record, Position) else "localisations"
    return f"/api/acquisitions/{quote(record.acquisition, safe='')}/{kind}"


def _answer(response: http.client.HTTPResponse, content: bytes) -> _Answer:
    try:
        problem = json.loads(content)
    except ValueError:
        problem = None
    if not isinstance(problem, dict):
        problem = {}
    line = problem.get("line")
    why = problem.get("detail")
    return _Answer(
        response.status,
        _seconds(response.getheader("Retry-After")),
        f"it answered {response.status}: {why or problem.get('title') or response.reason}",
        bool(why),
        line if isinstance(line, int) else None,
    )


def _seconds(retry_after: Optional[str]) -> Optional[float]:
    """``Retry-After`` is a number of seconds or a date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    try:
        seconds = float(int(retry_after))
    except ValueError:
        try:
            seconds = (email.utils.parsedate_to_datetime(retry_after) - datetime.now(timezone.utc)).total_seconds()
        except (TypeError, ValueError):
            return None
    return min(max(seconds, 0.0), _LONGEST_RETRY_AFTER)
