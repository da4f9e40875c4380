"""Pages that were made are kept until what they show is made anew: the kept views tell when that was."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, Response

from nianbao.explorer.database import refreshed, shown

KEPT_PAGES = 512
# The browser asks each time whether a page is still the same: nothing withheld is shown from its memory.
ASK_AGAIN = "private, no-cache"


@dataclass
class Pages:
    """The last pages made, by address, each with the mark of the state it shows."""

    most: int = KEPT_PAGES
    held: "OrderedDict[str, tuple[str, bytes, str]]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, address: str, state: str) -> tuple[bytes, str] | None:
        """The page of an address with its tag, where it shows that state."""
        with self.lock:
            found = self.held.get(address)
            if found is None or found[0] != state:
                return None
            self.held.move_to_end(address)
            return found[1], found[2]

    def put(self, address: str, state: str, page: bytes, tag: str) -> None:
        """Keep a page; the one that was not asked for longest goes."""
        with self.lock:
            self.held[address] = (state, page, tag)
            self.held.move_to_end(address)
            while len(self.held) > self.most:
                self.held.popitem(last=False)


def cached_page(request: Request, make: Callable[[Connection], str]) -> Response:
    """The page of this address, made unless it was made of this state; not sent again to who has it already."""
    pages: Pages = request.app.state.pages
    address = f"{request.url.path}?{request.url.query}"
    with shown(request).reading() as connection:
        state = refreshed(connection).isoformat()
        found = pages.get(address, state)
        if found is None:
            page = make(connection).encode()
            found = page, tag_of(page)
            pages.put(address, state, *found)
    return tagged(request, HTMLResponse(found[0]), found[1])


def tag_of(body: bytes) -> str:
    """The entity tag of a body."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def tagged(request: Request, answer: Response, tag: str) -> Response:
    """The answer with its tag, or only that it is the same where the caller has it."""
    headers = {"ETag": tag, "Cache-Control": ASK_AGAIN}
    given = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if tag in given:
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer
