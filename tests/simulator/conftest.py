"""A plain client that asks the simulated portals by their names."""

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from simulator.server import Simulator


@dataclass(frozen=True)
class Got:
    """An answer as it came: header names lower case, body still packed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Client:
    """Asks one request a connection, with the resolver map and the authority of a simulator."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    def connect(self, url: str, timeout: float = 5) -> http.client.HTTPConnection:
        """A connection to the host of an address; it stays open until it is closed."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        address, _, port = self.simulator.resolver[host].rpartition(":")
        plain = socket.create_connection((address, int(port)), timeout)
        connection = http.client.HTTPConnection(host, timeout=timeout)
        try:
            connection.sock = self._wrapped(plain, host) if parts.scheme == "https" else plain
        except BaseException:
            plain.close()
            raise
        return connection

    def _wrapped(self, plain: socket.socket, host: str) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self.simulator.ca_file)
        return context.wrap_socket(plain, server_hostname=host)

    def ask(self, connection: http.client.HTTPConnection, url: str, body: str = "", **headers: str) -> Got:
        """One request on an open connection; POST of a form where there is a body."""
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body else "GET", target, body or None, sent)
        response = connection.getresponse()
        return Got(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())

    def get(self, url: str, body: str = "", timeout: float = 5, **headers: str) -> Got:
        """One request on a connection of its own."""
        connection = self.connect(url, timeout)
        try:
            return self.ask(connection, url, body, **headers)
        finally:
            connection.close()


@pytest.fixture(scope="session")
def client() -> Callable[[Simulator], Client]:
    """The class of the client, for test files, which cannot import this one."""
    return Client
