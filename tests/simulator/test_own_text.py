"""Sentences and markup are our own; invented numbers wear no real place's name."""

import re
from collections.abc import Iterator
from pathlib import Path

from nianbao.domain.divisions import regions
from simulator.places import HERE, places, read_data

LONGEST_SHARED = 15  # Chinese characters and digits
KEPT = re.compile(r"[^0-9\u3400-\u9fff]+")


def own_sentences() -> Iterator[str]:
    prose = read_data("prose.toml")
    yield from prose["letter"]["paragraphs"]
    for kind in ("national", "annex"):
        yield prose[kind]["preamble"]
        for section in prose[kind]["section"]:
            yield from section.get("paragraphs", ())
    yield from (path.read_text(encoding="utf-8") for path in sorted((HERE / "shells").glob("*.html")))


def test_no_sentence_is_taken_from_others(shared: Path) -> None:
    paths = [path for folder in ("seeds", "samples") for path in (shared / folder).iterdir()]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix in {".txt", ".md", ".html"}]
    others = KEPT.sub("", re.sub(r"<[^>]+>", "", "\n".join(texts)))
    own = (KEPT.sub("", sentence) for sentence in own_sentences())
    parts = {text[place : place + LONGEST_SHARED + 1] for text in own for place in range(len(text) - LONGEST_SHARED)}
    taken = {part for part in parts if part in others}
    assert taken == set()


def test_no_place_is_a_real_one() -> None:
    real = {region.name for region in regions().values()}
    assert not real & set(places())
    assert all(place.host.endswith(".test") for place in places().values())
