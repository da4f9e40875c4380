"""Whether two copies of a document say the same."""

import hashlib
import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from crawler.pages import is_page
from crawler.text import decoded_text


def content_digest(body: bytes, mime: str, volatile: Collection[str]) -> str:
    """SHA-256 of a document; of a page less its view counters and the `volatile` parameters of its links.

    A page in neither UTF-8 nor GB18030 is taken as it is, like a file.
    """
    text = decoded_text(body) if is_page(mime) else None
    said = body if text is None else without_counters(text, volatile).encode("utf-8")
    return "sha256:" + hashlib.sha256(said).hexdigest()


def without_counters(text: str, volatile: Collection[str]) -> str:
    """A page's text less what changes from one visit to the next (`counters.toml`)."""
    for pattern in counters():
        text = pattern.sub("", text)
    for name in volatile:
        text = re.sub(rf"([?&]|&amp;){re.escape(name)}=[^&\"'#<>\s]*", "", text)
    return text


@cache
def counters() -> tuple[re.Pattern[str], ...]:
    """The data file, compiled."""
    data = tomllib.loads((files("crawler") / "counters.toml").read_text("utf-8"))
    return tuple(map(re.compile, data["patterns"]))
