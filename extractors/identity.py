"""Whose report it is, and of which year: from the title, then from what the page says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Document
from nianbao.domain.divisions import candidates as meant_in
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import kind_of
from nianbao.domain.report import Finding, FindingClass, Publisher, PublisherKind, Severity
from nianbao.domain.titles import Title, parse_title, stated_period_year

_SITE_META = ("contentsource", "sitename")
_DATE_LINE = re.compile(r"\s*(?:20\d{2}|二[〇○零O一二三四五六七八九]{3})\s*年.{1,6}月.{1,6}日\s*")


@dataclass(frozen=True, slots=True)
class Identity:
    """Title as printed, report year, publisher, and a finding where the region is not certain."""

    title: str
    year: int | None
    publisher: Publisher
    findings: tuple[Finding, ...]


def identify(document: Document, prose: Sequence[str], year: int | None) -> Identity:
    """The identity of a report. A year that the document states goes before `year`, which the caller knows."""
    title = _title(document)
    text = "\n".join(prose)
    name = _publisher_name(document, title, prose)
    context = "\n".join((*document.meta.values(), *document.titles, text))
    year = (title.year if title else None) or stated_period_year(text) or year
    publisher, findings = _publisher(name, context, year)
    return Identity(
        title=title.text if title else _first_line(document),
        year=year,
        publisher=publisher,
        findings=findings,
    )


def _first_line(document: Document) -> str:
    return "".join(document.titles[0].split()) if document.titles else ""


def _title(document: Document) -> Title | None:
    """The first candidate that the title rule accepts; in a text with the line before it if it names nobody."""
    for candidate in _candidates(document):
        if (title := parse_title(candidate)) is not None:
            return title
    return None


def _candidates(document: Document) -> Iterator[str]:
    for place, line in enumerate(document.titles):
        title = parse_title(line) if document.kind == "text" and place else None
        if title is not None and not title.publisher:
            yield document.titles[place - 1] + line
        yield line


def _publisher_name(document: Document, title: Title | None, prose: Sequence[str]) -> str:
    """Who signs: the title decides, without a publisher there the site, then the signature above the date."""
    if title is not None and title.publisher:
        return title.publisher
    for name in _SITE_META:
        if document.meta.get(name) and locate(document.meta[name]).code:
            return document.meta[name]
    return next(_signatures(prose), "")


def _signatures(prose: Sequence[str]) -> Iterator[str]:
    """The line ahead of a line that is only a date, from the end."""
    for place in range(len(prose) - 1, 0, -1):
        signed = "".join(prose[place - 1].split())
        if _DATE_LINE.fullmatch(prose[place]) and kind_of(signed) is not PublisherKind.OTHER:
            yield signed


def _publisher(name: str, context: str, year: int | None) -> tuple[Publisher, tuple[Finding, ...]]:
    located = locate(name, context, year)
    publisher = Publisher(name, kind_of(name), located.code)
    if located.code is not None:
        return publisher, ()
    may_be = located.candidates or located.suggestions
    finding = Finding(
        rule="REGION.UNKNOWN",
        severity=Severity.SOFT,
        finding_class=FindingClass.READING,
        keys=(),
        message=_why_unknown(name, located.candidates, year),
        suggestion={"region": list(may_be)} if may_be else None,
    )
    return publisher, (finding,)


def _why_unknown(name: str, candidates: Sequence[str], year: int | None) -> str:
    if name and year is not None and candidates and not meant_in(name, year):
        return f"{name!r} names a division that was not there in {year}"
    match name, bool(candidates):
        case "", _:
            return "the document does not say who publishes it"
        case _, True:
            return f"{name!r} is the name of several divisions, and the document does not tell which"
        case _:
            return f"{name!r} names no division of the national list"
