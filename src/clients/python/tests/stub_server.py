"""A server that takes rows as Wanderscope does, and can be told to answer otherwise."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Deque, Dict, List, Optional, Tuple, Type

Rows = List[Dict[str, Any]]
Answer = Tuple[int, Dict[str, str], Dict[str, Any]]  # status, headers, body; status 0 drops the connection


class StubServer:
    """``rows`` has what was taken, by path. Each of ``answers`` is given once instead, to the requests that come next."""

    def __init__(self) -> None:
        self.rows: Dict[str, Rows] = {}
        self.requests: List[Tuple[str, Dict[str, str], int]] = []  # path, headers, number of rows
        self.images: List[Tuple[str, Dict[str, str], bytes]] = []  # path, headers, content
        self.answers: Deque[Answer] = deque()
        self.judge: Optional[Callable[[Rows], Optional[Answer]]] = None
        self.taking = threading.Event()  # while it is not set, requests wait
        self.taking.set()
        self.drop_after_taking = 0  # so many requests are taken, and their connection is dropped before the answer
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.05), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "StubServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.taking.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, path: str, headers: Dict[str, str], rows: Rows) -> Answer:
        self.requests.append((path, headers, len(rows)))
        if self.answers:
            return self.answers.popleft()
        judged = self.judge(rows) if self.judge else None
        if judged is not None:
            return judged
        self.rows.setdefault(path, []).extend(rows)
        if self.drop_after_taking:
            self.drop_after_taking -= 1
            return 0, {}, {}
        return 200, {}, {"accepted": len(rows)}

    def _handler(self) -> Type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or each answer takes 40 ms

            def do_POST(self) -> None:
                lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()
                stub.taking.wait()
                status, headers, body = stub._take(self.path, dict(self.headers), [json.loads(line) for line in lines])
                if status == 0:
                    self.close_connection = True
                    return
                content = json.dumps(body).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(content))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def do_PUT(self) -> None:
                stub.images.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                status, _, body = stub.answers.popleft() if stub.answers else (200, {}, {})
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        return Handler
