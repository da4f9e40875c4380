"""Messages in a page's place, with status 200, in several dresses and encodings; and pages that only speak of such."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from simulator.message import Answer, Asked
from simulator.rules import Change, Portals

PAGE = '<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title></head><body>{inner}</body></html>'
COMMENT = f"<!-- {'=' * 300} -->"


def bare(message: Mapping[str, Any]) -> str:
    """The message alone."""
    return f"<h1>{escape(message['title'])}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in message["lines"])


def framed(message: Mapping[str, Any]) -> str:
    """The message under the portal's own head, above its foot."""
    links = "".join(f'<li><a href="/c{number}/">{name}</a></li>' for number, name in enumerate(data()["links"]))
    return str(data()["frame"]).format(links=links, inner=bare(message))


def written(message: Mapping[str, Any]) -> str:
    """The message written by a script, its characters as numbers."""
    coded = "".join(f"\\u{ord(letter):04x}" for letter in bare(message))
    return f'<script>document.write("{coded}")</script>'


def shredded(message: Mapping[str, Any]) -> str:
    """The message with each character in an element of its own."""
    lines = ("".join(f"<span>{escape(letter)}</span> " for letter in line) for line in message["lines"])
    return "".join(f"<div>{line}</div>" for line in lines)


def numbered(message: Mapping[str, Any]) -> str:
    """The message in character references."""
    return "".join(f"<p>{''.join(f'&#{ord(letter)};' for letter in line)}</p>" for line in message["lines"])


DRESSES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "bare": bare,
    "framed": framed,
    "written": written,
    "shredded": shredded,
    "numbered": numbered,
}


def message_page(name: str, dress: str, charset: str) -> Change:
    """A message by its name in the data file, in one of DRESSES, in `utf-8` or `gb18030`."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        message = messages()[name]
        text = PAGE.format(charset=charset, title=escape(message["title"]), inner=DRESSES[dress](message) + COMMENT)
        return replace(answer, status=200, body=text.encode(charset), headers=(("Content-Type", "text/html"),))

    return change


def with_words(markup: str) -> Change:
    """The page itself, with this ahead of the end of its body."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, body=answer.body.replace(b"</body>", markup.encode() + b"</body>"))

    return change


def messages() -> Mapping[str, Mapping[str, Any]]:
    """Every message by its name."""
    return {message["name"]: message for message in data()["message"]}


@cache
def data() -> Mapping[str, Any]:
    """The data file, read once."""
    return tomllib.loads((files("simulator.changes") / "instead.toml").read_text("utf-8"))
