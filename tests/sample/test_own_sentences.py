"""The sample carries published figures and statutory words; its sentences are our own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from lxml import html

from sample.catalogue import HERE, catalogue, read_toml

LONGEST_SHARED = 15  # characters, digits and Chinese ones only
KEPT = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


class Page(Protocol):
    def tree(self) -> html.HtmlElement: ...


def plain(text: str) -> str:
    return KEPT.sub("", text)


def statutory() -> str:
    """Labels of the forms, headings and titles: the same in every report by law."""
    texts = [path.read_text(encoding="utf-8") for path in (HERE / "forms").glob("*.toml")]
    prose = (read_toml(path) for path in (HERE / "prose").glob("*.toml"))
    texts += [section["heading"] for data in prose for section in data["section"]]
    texts += [row.title for row in catalogue().rows] + [page.title for page in catalogue().pages]
    return "\n".join(texts)


def sentences_of_others(shared: Path) -> str:
    paths = [*(shared / "seeds").glob("*.txt"), *(shared / "samples").glob("*.txt"), *(shared / "samples").glob("*.md")]
    trees = [html.document_fromstring(path.read_bytes()) for path in (shared / "samples").glob("*.html")]
    pages = ["".join(map(str, tree.itertext())) for tree in trees]
    return "\n".join([*(plain(path.read_text(encoding="utf-8")) for path in paths), *map(plain, pages)])


def own_sentences() -> Iterator[str]:
    for path in sorted((HERE / "prose").glob("*.toml")):
        data = read_toml(path)
        yield from data["preamble"]
        for section in data["section"]:
            yield from section.get("paragraphs", ())
    yield from (page.remark for page in catalogue().pages)


def test_no_sentence_is_taken_from_a_real_report(shared: Path) -> None:
    others, law = sentences_of_others(shared), plain(statutory())
    taken = []
    for sentence in own_sentences():
        text = plain(sentence)
        for place in range(len(text) - LONGEST_SHARED):
            part = text[place : place + LONGEST_SHARED + 1]
            if part in others and part not in law:
                taken.append(part)
    assert taken == []


def test_every_sentence_of_a_page_is_one_of_ours(report_pages: Mapping[str, Page], shared: Path) -> None:
    others, law = sentences_of_others(shared), plain(statutory())
    for name, page in report_pages.items():
        for paragraph in page.tree().xpath("//p[not(ancestor::td)]"):
            text = plain(paragraph.text_content())
            parts = (text[place : place + 25] for place in range(len(text) - 24))
            assert not [part for part in parts if part in others and part not in law], name


def test_each_page_of_pingtan_says_whom_it_counts(report_pages: Mapping[str, Page]) -> None:
    pages = [page for name, page in report_pages.items() if name.startswith("pingtan")]
    assert len(pages) == 11
    assert all("全区各级各单位" in page.tree().text_content() for page in pages)
