"""A carrier of SMS of the tests' own, on this machine: it notes what it is handed, and answers what it is told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass
class Carrier:
    """`taken`: each request's headers and body. `status`: the next answers; None cuts the connection."""

    port: int = 0
    taken: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    status: int | None = 201
    body: bytes = b'{"messageId": 1}'

    @property
    def url(self) -> str:
        """What `SMS_URL` is."""
        return f"brevo+http://une-clef@JALON@127.0.0.1:{self.port}"


@contextmanager
def carrier_server() -> Iterator[Carrier]:
    """Running until the end of the block."""
    carrier = Carrier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            carrier.taken.append(({**self.headers, "path": self.path}, json.loads(sent)))
            if carrier.status is None:
                self.connection.close()
                return
            self.send_response(carrier.status)
            self.send_header("Content-Length", str(len(carrier.body)))
            self.end_headers()
            self.wfile.write(carrier.body)

        def log_message(self, *words: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    carrier.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield carrier
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
