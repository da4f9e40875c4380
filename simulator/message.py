"""What a portal is asked and what it answers, and how the answer's bytes go over the wire."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self
from urllib.parse import parse_qsl

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `target` is path and query as sent; header names are lower case."""

    host: str
    target: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    scheme: Literal["http", "https"] = "http"

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def fields(self) -> dict[str, str]:
        """Query and form, joined; of a name said twice the last."""
        form = self.body.decode("utf-8", "replace") if "form" in self.headers.get("content-type", "") else ""
        return dict(parse_qsl(self.target.partition("?")[2]) + parse_qsl(form))


@dataclass(frozen=True, slots=True)
class Sending:
    """How an answer is sent. Times in seconds, places in bytes of the body as sent.

    `framing`: a Content-Length, chunks, or nothing but the end of the connection. `cut_at`: the connection is cut
    there, whatever was announced. `silence`: `hang` says nothing and waits, `drop` hangs up without a byte.
    `pause`: between pieces of `piece` bytes.
    """

    framing: Literal["length", "chunked", "close"] = "length"
    cut_at: int | None = None
    silence: Literal["", "hang", "drop"] = ""
    pause: float = 0.0
    piece: int = 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. Content-Length and Transfer-Encoding are not among `headers`: `sending` decides them."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", HTML),)
    sending: Sending = Sending()

    def header(self, name: str) -> str:
        """The value of a header, empty where it is not sent."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")

    def with_header(self, name: str, value: str) -> Self:
        """The same answer with this header, in place of any of that name."""
        kept: Iterable[tuple[str, str]] = (one for one in self.headers if one[0].lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))


def html_answer(text: str, status: int = 200) -> Answer:
    """A page in UTF-8."""
    return Answer(text.encode("utf-8"), status)


def typed_answer(body: bytes | str, mime: str) -> Answer:
    """Anything else that portals send, with its media type."""
    return Answer(body.encode("utf-8") if isinstance(body, str) else body, headers=(("Content-Type", mime),))
