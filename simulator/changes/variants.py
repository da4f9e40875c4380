"""The same page in other bytes: packed, in another encoding, with a counter, confirmed instead of sent."""

import gzip
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import count

import brotli

from simulator.message import Answer, Asked
from simulator.rules import Change, Portals

PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, mtime=0),
    "deflate": zlib.compress,
    "br": brotli.compress,
}
HITS = re.compile(rb'(class="hits">)\d+')
LINK = re.compile(rb'(href="[^"?]*\.s?html?)"')


def packed(encoding: str) -> Change:
    """The body in a Content-Encoding (gzip, deflate, br), whether or not the client takes it ([V] CNIPA)."""
    pack = PACKERS[encoding]

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, body=pack(answer.body)).with_header("Content-Encoding", encoding)

    return change


def gb18030(declared: str = "utf-8") -> Change:
    """The page in GB18030, while its header says `declared` and its meta tag what it said before."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        body = answer.body.decode("utf-8").encode("gb18030")
        return replace(answer, body=body).with_header("Content-Type", f"text/html; charset={declared}")

    return change


def view_counter() -> Change:
    """A counter on the article that goes up with every request."""
    hits = count(101)

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        seen = b"%d" % next(hits)
        return replace(answer, body=HITS.sub(rb"\g<1>" + seen, answer.body))

    return change


def volatile_links(name: str = "t") -> Change:
    """Links to pages get a query parameter that is another one at every request; the portal ignores it."""
    moment = count(1700000000001)

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        query = f'?{name}={next(moment)}"'.encode("ascii")
        return replace(answer, body=LINK.sub(rb"\g<1>" + query, answer.body))

    return change


def validators(modified: str = "Mon, 05 Jan 2026 08:00:00 GMT") -> Change:
    """ETag and Last-Modified; 304 where the client names either as what it holds."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        etag = f'"{sha256(answer.body).hexdigest()[:16]}"'
        held = asked.headers.get("if-none-match")
        is_held = held == etag if held else asked.headers.get("if-modified-since") == modified
        told = answer.with_header("ETag", etag).with_header("Last-Modified", modified)
        return replace(told, status=304, body=b"") if is_held and answer.status == 200 else told

    return change
