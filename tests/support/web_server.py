"""A small web server on this machine that can misbehave: slow, breaking off, redirecting, lying, refusing."""

from __future__ import annotations

import hashlib
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Served:
    """One file, and how it is served. What can be set, tests set; what was sent is counted.

    breaks_after: each answer ends after so many bytes of its body, as if the line was cut; None: never.
    claims: the Content-Length it says, instead of the true one. chunked: it says none. wait: seconds before the answer.
    pause: seconds before each piece of the body.
    """

    content: bytes
    etag: str = '"one"'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks_after: int | None = None
    claims: int | None = None
    chunked: bool = False
    wait: float = 0.0
    pause: float = 0.0
    piece: int = 4096
    ranges: bool = True
    sent: int = 0
    requests: list[dict[str, str]] = field(default_factory=list)


class WebServer:
    """`files`: by the path of their URL, without the query."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.files: dict[str, Served] = {}

    def url(self, path: str) -> str:
        return self.address + path

    def serve(self, path: str, content: bytes = b"", **how) -> Served:
        self.files[path] = served = Served(content, **how)
        return served

    def serve_hub(self, repository: str, path: str, content: bytes, **how) -> Served:
        """As the hub does for large files: it says what the file is and sends to another host, which has it."""
        digest = hashlib.sha256(content).hexdigest()
        known = {"X-Repo-Commit": "c" * 40, "X-Linked-Etag": f'"{digest}"', "X-Linked-Size": str(len(content))}
        stored = self.serve(f"/storage/{digest}", content, **how)
        storage = self.address.replace("127.0.0.1", "localhost")
        headers = {**known, "Location": f"{storage}/storage/{digest}"}
        self.serve(f"/{repository}/resolve/main/{path}", status=302, headers=headers)
        return stored


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: WebServer

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        served = self.web.files.get(self.path.partition("?")[0])
        if served is None:
            served = Served(b"not here", status=404)
        served.requests.append(dict(self.headers))
        time.sleep(served.wait)
        start = self._start(served)
        rest = served.content[start:]
        if start and start >= len(served.content):
            self._head(416, {"Content-Length": "0"})
            return
        length = {"Content-Length": str(served.claims if served.claims is not None else len(rest))}
        headers = {**({"Transfer-Encoding": "chunked"} if served.chunked else length), **served.headers}
        if served.etag:
            headers["ETag"] = served.etag
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(served.content) - 1}/{len(served.content)}"
        self._head(206 if start else served.status, headers)
        if body:
            self._body(served, rest)

    def _start(self, served: Served) -> int:
        asked = self.headers.get("Range", "")
        same = self.headers.get("If-Range", served.etag) == served.etag
        return int(asked.removeprefix("bytes=").rstrip("-")) if asked and same and served.ranges else 0

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, served: Served, rest: bytes) -> None:
        whole = len(rest) if served.breaks_after is None else min(len(rest), served.breaks_after)
        try:
            for at in range(0, whole, served.piece):
                time.sleep(served.pause)
                piece = rest[at : min(at + served.piece, whole)]
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if served.chunked else piece)
                served.sent += len(piece)
            if served.chunked and whole == len(rest):
                self.wfile.write(b"0\r\n\r\n")
        except OSError:  # the other side has gone
            self.close_connection = True
        if whole < len(rest) or served.claims is not None:
            self.close_connection = True

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Whoever hangs up in the middle is no news here."""


@contextmanager
def web_server():
    """A running server; at the end nothing of it is left."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    handler.web = WebServer(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield handler.web
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
