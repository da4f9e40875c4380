"""One port for a whole crowd: the Host header says who is asked; every request is a line of a log."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from time import time
from typing import TextIO

from simulator.crowd.members import Member
from simulator.figures import made_figures
from simulator.message import Answer, Asked, html_answer
from simulator.portal import Portal
from simulator.wire import framed, head

# Portals that are kept made; as many as a few processes ask at once.
KEPT = 400
LOOPBACK = "127.0.0.1"
Ask = Callable[[Asked], Answer]


class Crowd:
    """Answers for every host of its members; a portal is made when it is asked and forgotten later.

    `keeps`: what was answered once is answered again without being made: a benchmark is not to pay for that.
    """

    def __init__(self, members: Mapping[str, Member], *, keeps: bool = False) -> None:
        self._members = members
        self._portal = lru_cache(KEPT)(self._made)
        self._keeps = keeps
        self._kept: dict[tuple[str, str, str, bytes], Answer] = {}

    def answer(self, asked: Asked) -> Answer:
        """The answer of the host that is asked; 421 for one that is not here."""
        if asked.host not in self._members:
            return html_answer("<p>421</p>", 421)
        if not self._keeps:
            return self._portal(asked.host).answer(asked)
        which = (asked.host, asked.method, asked.target, asked.body)
        if which not in self._kept:
            self._kept[which] = self._portal(asked.host).answer(asked)
        return self._kept[which]

    def _made(self, host: str) -> Portal:
        # What it keeps of every report ever made would grow with the night.
        made_figures.cache_clear()
        return self._members[host].portal()


class Server:
    """Serves HTTP/1.1; several requests a connection where the client wants that.

    `log`: where each request is written as a line of JSON when it is answered: `host`, `target`, `at` and `ended`
    (seconds of the epoch), `status`, and how many `connections` its host saw at that moment; null: nowhere.
    """

    def __init__(self, answer: Ask, log: TextIO | None = None) -> None:
        self._answer = answer
        self._log = log
        self._open: Counter[str] = Counter()

    async def start(self) -> int:
        """Listen on a free port of loopback; its number."""
        server = await asyncio.start_server(self._serve, LOOPBACK, 0, backlog=512)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = ""
        try:
            while (asked := await _read(reader)) is not None:
                if not host:
                    host = asked.host
                    self._open[host] += 1
                if not await self._respond(asked, writer):
                    break
        except ConnectionError:
            # The client went away: its own affair.
            pass
        finally:
            self._open[host] -= 1
            writer.close()

    async def _respond(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        """Send the answer; whether the connection may be used again."""
        entry = {"host": asked.host, "target": asked.target, "at": time(), "connections": self._open[asked.host]}
        answer = self._answer(asked)
        sending = answer.sending
        body = b"" if asked.method == "HEAD" else answer.body
        if not sending.silence:
            writer.write(head(answer))
            for place, piece in enumerate(framed(body, answer)):
                if place and sending.pause:
                    await asyncio.sleep(sending.pause)
                writer.write(piece)
                await writer.drain()
        if self._log is not None:
            entry |= {"ended": time(), "status": None if sending.silence else answer.status}
            self._log.write(json.dumps(entry) + "\n")
        is_kept = sending.framing != "close" and sending.cut_at is None and not sending.silence
        return is_kept and asked.headers.get("connection", "").lower() != "close"


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    """The next request of a connection; None where it has ended."""
    try:
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = told.removesuffix("\r\n\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(headers.get("host", "").partition(":")[0].lower(), target, method, headers, body)
