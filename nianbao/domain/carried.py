"""Articles that a portal carries in data: in a script of their page (gkmlpt), or in an entry of a JSON list (ucap).

Both the crawler, which must know that an article is there, and the readers, which read it again out of the archive,
see it through this module.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from nianbao.domain.literals import literals_named

Names = Mapping[str, Any]


class NoSuchPart(Exception):
    """The data hold no article at that place; raised by `article_in` with a line that says why."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An article out of data: title, date and source as printed (empty where unsaid), body as markup."""

    title: str
    date: str
    source: str
    body: str

    @property
    def page(self) -> str:
        """The article as a page of its own: the same text each time it is made."""
        said = {"ArticleTitle": self.title, "PubDate": self.date, "ContentSource": self.source}
        metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in said.items() if value)
        head = f'<head><meta charset="utf-8">{metas}<title>{escape(self.title)}</title></head>'
        return f"<!DOCTYPE html><html>{head}<body><h1>{escape(self.title)}</h1>{self.body}</body></html>"


def carried_in_script(text: str) -> Carried | None:
    """The article in a script of this page; None where there is none, or its data break off."""
    names = _facts()["script"]
    if names["sign"] not in text:
        return None
    for detail in literals_named(text[text.index(names["sign"]) :], names["name"]):
        if isinstance(detail, Mapping) and (carried := carried_by(detail, names)):
            return carried
    return None


def with_carried(text: str) -> str:
    """A page's text with the article that its script carries at the end of its body, as the browser would show it."""
    carried = carried_in_script(text)
    if carried is None:
        return text
    shown = f"<h1>{escape(carried.title)}</h1><publishtime>{escape(carried.date)}</publishtime>{carried.body}"
    end = text.lower().rfind("</body")
    return f"{text[:end]}{shown}{text[end:]}" if end >= 0 else f"{text}{shown}"


def article_in(body: bytes, part: str) -> bytes:
    """The page of the article at a place of JSON. `part`: a JSON pointer (RFC 6901). Raises NoSuchPart."""
    try:
        entry = at_pointer(json.loads(_decoded(body)), part)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoSuchPart(f"the data have no part {part}: {error}") from error
    carried = carried_by(entry, _facts()["entry"]) if isinstance(entry, Mapping) else None
    if carried is None:
        raise NoSuchPart(f"the part {part} of the data holds no body")
    return carried.page.encode("utf-8")


def has_body(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a JSON list holds its article's body."""
    return carried_by(entry, _facts()["entry"]) is not None


def carried_by(entry: Mapping[str, Any], names: Names) -> Carried | None:
    """The article in such data; None without a body."""
    said = {what: _first(entry, names[what]) for what in ("title", "date", "source", "body")}
    return Carried(**said) if said["body"].strip() else None


def at_pointer(data: Any, pointer: str) -> Any:
    """What stands at a JSON pointer. Raises KeyError, IndexError, TypeError or ValueError where nothing does."""
    for step in pointer.split("/")[1:]:
        plain = step.replace("~1", "/").replace("~0", "~")
        data = data[int(plain)] if isinstance(data, list) else data[plain]
    return data


def _decoded(body: bytes) -> str:
    """JSON is UTF-8, unless an old portal writes it. Raises ValueError."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030")


def _first(entry: Mapping[str, Any], names: list[str]) -> str:
    return next((value for name in names if isinstance(value := entry.get(name), str) and value), "")


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "carried.toml").read_text("utf-8"))
