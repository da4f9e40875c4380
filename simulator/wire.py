"""An answer as bytes on a connection, whole or not."""

import select
import socket
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http import HTTPStatus
from threading import Event

from simulator.message import Answer

BODILESS = frozenset({204, 304})
# 521 is no registered status; the firewall that sends it gives no words with it.
REASONS = {**{status.value: status.phrase for status in HTTPStatus}, 521: ""}


class Cut(ConnectionError):
    """The connection was cut on purpose; raised by `send`."""


def send(
    answer: Answer, connection: socket.socket, *, head_only: bool, closing: Event, finishing: Callable[[], None]
) -> bool:
    """Send an answer; whether the connection may be used again. Raises Cut where it was cut as told.

    `closing` ends every wait. `finishing` is called before the last piece is sent, so that a client that has read it
    all finds it done.
    """
    sending = answer.sending
    if sending.silence == "hang":
        wait_for_client(connection, closing)
    if sending.silence:
        raise Cut(sending.silence)
    body = b"" if head_only or answer.status in BODILESS else answer.body
    pieces = list(framed(body, answer))
    for place, piece in enumerate(pieces):
        if place:
            closing.wait(sending.pause)
        if place == len(pieces) - 1:
            finishing()
        connection.sendall(head(answer) + piece if place == 0 else piece)
    if sending.cut_at is not None:
        raise Cut(f"after {sending.cut_at} bytes")
    return sending.framing != "close"


def head(answer: Answer) -> bytes:
    """Status line and headers."""
    lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, '')}", f"Date: {formatdate(usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    match answer.sending.framing:
        case "length" if answer.status not in BODILESS:
            lines.append(f"Content-Length: {len(answer.body)}")
        case "chunked":
            lines.append("Transfer-Encoding: chunked")
        case "close":
            lines.append("Connection: close")
        case _:
            pass
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def framed(body: bytes, answer: Answer) -> Iterator[bytes]:
    """The body in the pieces that are sent one by one; the first may be empty."""
    sending = answer.sending
    cut = body if sending.cut_at is None else body[: sending.cut_at]
    size = sending.piece if sending.pause or sending.framing == "chunked" else max(1, len(cut))
    pieces = [cut[place : place + size] for place in range(0, len(cut), size)] or [b""]
    if sending.framing != "chunked":
        yield from pieces
        return
    yield from (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces if piece)
    if sending.cut_at is None:
        yield b"0\r\n\r\n"


def wait_for_client(connection: socket.socket, closing: Event) -> None:
    """Say nothing until the client gives up (or says something more), or the portal closes."""
    while not closing.is_set():
        readable, _, _ = select.select([connection], [], [], 0.05)
        if readable:
            return
