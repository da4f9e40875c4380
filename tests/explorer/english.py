"""English on a Chinese page: sentences of ours that stand where Chinese should."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import html

# Three words in a row; a name with points, strokes or digits in it is none.
SENTENCE = re.compile(r"(?<![\w./=@-])[A-Za-z][a-z']*(?:[,:;]? [A-Za-z][a-z'-]*){2,}(?![\w./=@])")
# What is not read as a sentence of ours: code, addresses, what says itself to be English, and what persons wrote.
PASSED_OVER = "self::code or self::script or @lang='' or @lang='en' and not(@data-unsaid) or contains(@class, 'code')"
SPOKEN = ("title", "aria-label", "alt", "placeholder", "value")


def english_in(page: html.HtmlElement) -> Iterator[str]:
    """Every English sentence of a page that is no exception."""
    excepted = exceptions()
    for told in _texts(page):
        for found in SENTENCE.finditer(told):
            if not any(found[0] in allowed for allowed in excepted):
                yield found[0]


def _texts(page: html.HtmlElement) -> Iterator[str]:
    """What is read on a page, and what is spoken or shown of its attributes."""
    for place in page.xpath(f"//text()[not(ancestor::*[{PASSED_OVER}])]"):
        yield " ".join(place.split())
    for name in SPOKEN:
        # A value that a reader sees is that of a button; others are sent.
        shown = "[self::input[@type='submit']]" if name == "value" else ""
        yield from page.xpath(f"//*[@{name}]{shown}[not(ancestor-or-self::*[{PASSED_OVER}])]/@{name}")


@cache
def exceptions() -> dict[str, str]:
    """Sentence -> why it stays English."""
    return dict(tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8")))
