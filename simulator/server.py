"""Portals on loopback: a port a host, chosen by the system; HTTP and HTTPS on the same port."""

import socket
import ssl
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from simulator.certificates import Authority, Manner
from simulator.log import Log
from simulator.message import Answer, Asked
from simulator.wire import Cut, send

LOOPBACK = "127.0.0.1"
TLS_HANDSHAKE = b"\x16"
ESTABLISHED = 1


class Served(Protocol):
    """Whatever answers for a host."""

    @property
    def host(self) -> str:
        """Its name."""

    @property
    def certificate(self) -> Manner:
        """What it shows to those who ask by HTTPS."""

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""


class Handler(BaseHTTPRequestHandler):
    """Reads requests of one connection and sends what the portal answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "HostServer"

    def setup(self) -> None:
        """Number the connection."""
        super().setup()
        self.number = next(self.server.numbers)

    def respond(self) -> None:
        """Answer one request, and enter it in the log."""
        asked = self._asked()
        entry = self.server.log.begin(asked, self.number, self.server.connections)
        try:
            answer = self.server.served.answer(asked)
            entry.status = None if answer.sending.silence else answer.status
            kept = send(
                answer,
                self.connection,
                head_only=asked.method == "HEAD",
                closing=self.server.closing,
                finishing=entry.end,
            )
            self.close_connection = self.close_connection or not kept
        finally:
            entry.end()

    do_GET = do_POST = do_HEAD = respond

    def _asked(self) -> Asked:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        scheme: Literal["http", "https"] = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        host = headers.get("host", self.server.served.host).partition(":")[0].lower()
        return Asked(host, self.path, self.command, headers, body, scheme)

    def log_message(self, *told: Any) -> None:
        """Nothing on standard error: the log has it."""


class HostServer(ThreadingHTTPServer):
    """The port of one host."""

    daemon_threads = True
    request_queue_size = 64
    numbers = count(1)

    def __init__(self, served: Served, log: Log, tls: ssl.SSLContext, closing: Event, port: int = 0) -> None:
        self.served, self.log, self.closing = served, log, closing
        self.tls = tls
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self.errors: list[BaseException] = []
        super().__init__((LOOPBACK, port), Handler)

    @property
    def connections(self) -> int:
        """How many are open that the client has not closed yet."""
        with self._lock:
            return sum(map(is_open, self._open))

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count the connection before its thread begins."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Speak HTTPS with a client that begins so, HTTP with any other."""
        if request.recv(1, socket.MSG_PEEK) != TLS_HANDSHAKE:
            super().finish_request(request, client_address)
            return
        # The plain socket is left for `shutdown_request` to close; a copy of it carries the encrypted one.
        with self.tls.wrap_socket(request.dup(), server_side=True) as wrapped:
            super().finish_request(wrapped, client_address)
            say_goodbye(wrapped)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Enter a failed connection in the log; keep our own errors for whoever closes the simulator."""
        error = sys.exception()
        match error:
            case None | Cut():
                pass
            case OSError():
                self.log.trouble(self.served.host, f"{type(error).__name__}: {error}")
            case _:
                self.errors.append(error)

    def hang_up(self) -> None:
        """End every open connection, and the waits for them."""
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            # The client may have been faster.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def is_open(connection: socket.socket) -> bool:
    """Whether the client has not closed it; only Linux tells before the connection is read to its end."""
    if not hasattr(socket, "TCP_INFO"):
        return True
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == ESTABLISHED


def say_goodbye(wrapped: ssl.SSLSocket) -> None:
    """Tell a TLS client that nothing was cut; do not wait for its own goodbye."""
    wrapped.settimeout(0)
    with suppress(OSError, ValueError):
        wrapped.unwrap()


class Simulator:
    """Portals that answer on loopback, from `with` on until its end.

    `resolver`: host -> `127.0.0.1:port`, the same port for http and https. `ca_file`: PEM of the authority behind all
    certificates. `log`: every request of every host. On leaving, an error of the simulator itself is raised.
    """

    def __init__(self, *served: Served, port: int = 0) -> None:
        self.log = Log()
        self._served = served
        self._port = port
        self._closing = Event()
        self._servers: dict[str, HostServer] = {}
        self._threads: list[Thread] = []
        self._errors: list[BaseException] = []

    @property
    def resolver(self) -> dict[str, str]:
        """Host -> address and port."""
        return {host: f"{LOOPBACK}:{server.server_port}" for host, server in self._servers.items()}

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="nianbao-simulator-")
        authority = Authority(Path(self._folder.name))
        self.ca_file = authority.ca_file
        for one in self._served:
            tls = authority.context(one.host, one.certificate)
            self._start(HostServer(one, self.log, tls, self._closing, self._port))
        return self

    def bring_up(self, host: str) -> None:
        """Start a host again that was taken down, on its old port."""
        down = self._servers[host]
        self._errors += down.errors
        self._start(HostServer(down.served, self.log, down.tls, self._closing, down.server_port))

    def _start(self, server: HostServer) -> None:
        self._servers[server.served.host] = server
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self._threads.append(thread)

    def take_down(self, host: str) -> None:
        """Stop a host: its port refuses connections from now on, and stays in `resolver`."""
        server = self._servers[host]
        server.shutdown()
        server.server_close()
        server.hang_up()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.set()
        for host in self._servers:
            self.take_down(host)
        for thread in self._threads:
            thread.join()
        self._folder.cleanup()
        for server in self._servers.values():
            self._errors += server.errors
        if self._errors:
            raise self._errors[0]
