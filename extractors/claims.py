"""Numbers that a report states in its prose, each under the key of the cell that it speaks of."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extractors.claim_numbers import Quantity, quantities
from extractors.claim_sentences import Sentence, sentences
from nianbao.domain.claims import (
    NUMBER_MARK,
    Statement,
    coverage_words,
    part_of_aggregate,
    refusals,
    sections_of_topic,
    statements,
    topic,
)
from nianbao.domain.forms import form_in_force
from nianbao.domain.report import Claim, Coverage, Section
from nianbao.domain.sections import section_kinds

# How far around a number its statement is looked for, and how much of it is kept, in characters.
LEFT, RIGHT = 70, 40
LONGEST_STATEMENT = 120
# A subheading tells what its part is about in its first words.
SUBHEADING_WORDS = 30
# The longest sections have some ten thousand characters and a hundred numbers. One with more than this is a table that
# lost its cells; the rest of it states nothing.
MOST_CHARACTERS, MOST_NUMBERS = 500_000, 2000
SECTION_KEYS = frozenset(kind.key for kind in section_kinds())
# Statements beside another number: growth and single organs are what they speak of, and bar nothing.
BESIDE = frozenset(("compared", "unit"))
# 制发5件、废止2件: each number has its own words.
NEXT_IN_LIST = re.compile(r"(?<=[件条项份次宗])、")
YEAR = re.compile(r"(20\d{2})年(?:度|全年|期间)?(?:,[^,;:。(]{0,60}|[^,;:。(]{0,60})$")


@dataclass(frozen=True, slots=True)
class _Report:
    """What is known of the report when its prose is read."""

    year: int | None
    forms: Mapping[str, str]
    keys: Collection[str]
    coverage: Coverage


@dataclass(slots=True)
class _Thread:
    """What the text ahead of a sentence was about: subheading, the last sentence with claims, what these state."""

    section: str
    subheading: str = ""
    previous: str = ""
    names: list[str] = field(default_factory=list)
    coverage: Coverage | None = None
    claimed: int = 0  # where the last claim of the sentence ends

    def begin(self, sentence: Sentence) -> None:
        if sentence.opens_part:
            self.subheading, self.previous, self.names = sentence.packed[:SUBHEADING_WORDS], "", []
        self.coverage, self.claimed = None, 0

    def end(self, sentence: Sentence, names: list[str]) -> None:
        self.previous, self.names = (sentence.packed, names) if names else ("", [])


def find_claims(
    preamble: str,
    sections: Sequence[Section],
    *,
    year: int | None,
    forms: Mapping[str, str],
    keys: Collection[str],
    coverage: Coverage,
) -> tuple[Claim, ...]:
    """The numbers stated in prose, in reading order; several may share a key.

    `year` is the year reported on, `forms` the form of each table that is there, `keys` the figure keys in them,
    `coverage` the report's. A key is that of the cell; without a table that of the form in force for the year; where
    there is no such cell `p.<name>`, or `s6.<name>` from section 6. Counts are as stated, fees in yuan.
    A number is claimed only where its statement is known: plans, growth, other years and other organs claim nothing,
    and neither does an absence without a number (未收取信息处理费): what is not printed as a number is not one.
    """
    report = _Report(year, forms, keys, coverage)
    parts = [(0, "", preamble), *((section.number, section.key, section.text) for section in sections)]
    return tuple(claim for part in parts for claim in islice(_claims_of_part(*part, report), MOST_NUMBERS))


def _claims_of_part(number: int, key: str, text: str, report: _Report) -> Iterator[Claim]:
    thread = _Thread(key)
    seen = 0
    for sentence in sentences(text[:MOST_CHARACTERS]):
        if seen > MOST_NUMBERS:
            return
        thread.begin(sentence)
        names: list[str] = []
        for quantity in quantities(sentence.packed):
            seen += 1
            statement = _statement_of(sentence, quantity, thread, names, report)
            if statement is not None:
                names += [statement.name, statement.kind]
                thread.claimed = quantity.end
                yield _claim(statement, sentence, quantity, number, thread, report)
        thread.end(sentence, names)


def _claim(
    statement: Statement, sentence: Sentence, quantity: Quantity, number: int, thread: _Thread, report: _Report
) -> Claim:
    start, end = sentence.clause_start(quantity.start), sentence.clause_end(quantity.end)
    if statement.kind not in BESIDE or thread.coverage is None:
        thread.coverage = _coverage(sentence.packed[:start], sentence.packed[start : quantity.start], thread, report)
    text = sentence.printed_between(max(start, quantity.end - LONGEST_STATEMENT), min(end, quantity.end + RIGHT))
    key = _key(statement, thread.section, report)
    return Claim(key, quantity.value, text, number, thread.coverage)


def _statement_of(
    sentence: Sentence, quantity: Quantity, thread: _Thread, names: Sequence[str], report: _Report
) -> Statement | None:
    """The first statement that the text around a number makes; null where it makes none, or is barred."""
    text = sentence.packed
    window = text[max(0, quantity.start - LEFT) : quantity.start] + NUMBER_MARK + text[quantity.end :][:RIGHT]
    about = thread.subheading + "。" + thread.previous + text[: sentence.clause_end(quantity.end)]
    before, after = text[sentence.clause_start(quantity.start) : quantity.start], text[quantity.end :]
    words = NEXT_IN_LIST.split(before)[-1] + after[: sentence.clause_end(quantity.end) - quantity.end].split("、")[0]
    topics: dict[str, bool] = {}
    for statement in statements(report.year):
        if statement.topic not in topics:
            topics[statement.topic] = _is_about(statement.topic, about, thread.section)
        if (
            topics[statement.topic]
            and quantity.unit in statement.units
            and _follows(statement, names or thread.names)
            and any(pattern.search(window) for pattern in statement.patterns)
        ):
            barred = statement.unless is not None and statement.unless.search(words)
            if not barred and not _is_refused(statement, sentence, quantity, thread.claimed, report):
                return statement
    return None


def _follows(statement: Statement, names: Sequence[str]) -> bool:
    """Whether one of the numbers stated before, or the last of them, is what the statement goes on with."""
    stated = names[-2:-1] if statement.directly else names
    return not statement.follows or not statement.follows.isdisjoint(stated)


def _is_about(name: str, text: str, section: str) -> bool:
    return not name or section in sections_of_topic(name) or topic(name).search(text) is not None


def _is_refused(statement: Statement, sentence: Sentence, quantity: Quantity, claimed: int, report: _Report) -> bool:
    """Whether plans, growth, other years or other organs bar the number; a part that is the whole is never barred."""
    if statement.part:
        return False
    before = sentence.packed[: quantity.start]
    clause = before[sentence.clause_start(quantity.start) :]
    barred = refusals()
    if statement.kind in BESIDE:
        return barred.sentence.search(before) is not None
    return (
        barred.sentence.search(before) is not None
        or barred.clause.search(clause) is not None
        or barred.number.search(before) is not None
        or _is_of_another_matter(statement, before[claimed:], clause)
        or (not statement.any_year and _is_of_another_year(before, report.year))
        or (report.coverage is Coverage.AGGREGATE and part_of_aggregate().search(clause) is not None)
    )


def _is_of_another_matter(statement: Statement, since: str, clause: str) -> bool:
    barred = refusals()
    return statement.topic == "requests" and bool(barred.matter.search(since)) and not barred.own.search(clause)


def _is_of_another_year(before: str, year: int | None) -> bool:
    match = YEAR.search(before)
    return match is not None and year is not None and int(match[1]) != year


def _coverage(before: str, clause: str, thread: _Thread, report: _Report) -> Coverage:
    """Whose number it is: the last word on it in the clause, else the number before, else the sentence's beginning."""
    said = _said_coverage(clause)
    if said is not None:
        return said
    if thread.coverage is not None:
        return thread.coverage
    return _said_coverage(before) or report.coverage


def _said_coverage(text: str) -> Coverage | None:
    places = {
        Coverage(name): max((match.end() for match in pattern.finditer(text)), default=-1)
        for name, pattern in coverage_words().items()
    }
    said = max(places, key=lambda coverage: places[coverage])
    return said if places[said] >= 0 else None


def _key(statement: Statement, section: str, report: _Report) -> str:
    """The key of the cell in the report's own table, else in the form in force; without such a cell `p.<name>`."""
    own = f"p.{statement.name}"
    if section in SECTION_KEYS and section in statement.keys:
        return statement.keys[section]
    tables = {name: key for name, key in statement.keys.items() if name not in SECTION_KEYS}
    if not tables:
        return own
    annex = tables.get(report.forms.get("annex", ""))
    if annex is not None:
        return annex
    key = tables.get("any") or next(iter(tables.values()))
    if key in report.keys or not key.startswith("t"):
        return key
    form = _form(key.split(".")[0], report)
    if form is None:
        return own
    return tables.get("any") or tables.get(form, own)


def _form(table: str, report: _Report) -> str | None:
    """The form of a table of the report; without that table the national form of the year, null before 2019."""
    if table in report.forms:
        return report.forms[table]
    form = form_in_force(report.year) if report.year is not None else None
    return form.name if form is not None else None
