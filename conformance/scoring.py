"""What a reader made of a document, held against what must be read from it.

A cell is *right*, *flagged* (the reader says that it is not sure, or that something is wrong there), or silently
*wrong* or *missing*. Cells that print a number other than 0 and cells that print 0 are counted apart: zeros make any
reader look good.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from conformance.cases import Case
from conformance.draft import Print, row_of
from conformance.score import Score
from conformance.scoring_facts import score_claims, score_coverage, score_places, score_publisher
from conformance.sums import Told

TOLERATED = frozenset(("REGION.UNKNOWN",))  # no division of the national list is called 示例
RIGHT, FLAGGED, WRONG, MISSING = "right", "flagged", "wrong", "missing"
NONZERO, ZERO, OTHER = "nonzero", "zero", "other"  # a number, a zero, or no number: blank, dash, 无, 不适用, unreadable


def score(case: Case, report: Mapping[str, Any] | None) -> Score:
    """The score of one document; `report` is the JSON of the contract, null where the reader refused it."""
    made = Score()
    made.counts["documents"] = 1
    if report is None:
        made.miss("refused", case.plan.name)
    answer = _Answer(report)
    for key, printed in case.figures.items():
        _score_cell(made, case, answer, key, printed)
    for key in answer.figures.keys() - case.figures.keys():
        if answer.figures[key].get("value") is not None and not answer.says(key):
            made.miss("invented", f"{key} = {answer.figures[key]['value']}")
    _score_findings(made, case, answer)
    _score_sections(made, case, report or {})
    _score_year(made, case, report or {})
    score_publisher(made, case, report or {})
    score_coverage(made, case, report or {})
    score_claims(made, case, report or {})
    score_places(made, case, {key: answer.figures[key] for key in case.figures if _is_right(case, answer, key)})
    return made


class _Answer:
    """A reader's report: figures by key, and the keys, rows and tables that it says something about."""

    def __init__(self, report: Mapping[str, Any] | None) -> None:
        self.refused = report is None
        given = report or {}
        self.figures: dict[str, Mapping[str, Any]] = {figure["key"]: figure for figure in given.get("figures", ())}
        self.findings: tuple[Told, ...] = tuple(
            (one["rule"], frozenset(one["keys"])) for one in given.get("findings", ()) if one["rule"] not in TOLERATED
        )
        self._said = frozenset(key for _, keys in self.findings for key in keys)

    def says(self, key: str) -> bool:
        """Whether a finding names the cell, its row or its table."""
        return self.refused or not self._said.isdisjoint((key, row_of(key), key.partition(".")[0]))


def _kind(printed: Print) -> str:
    if printed.value is None:
        return OTHER
    return ZERO if printed.value == 0 else NONZERO


def _score_cell(made: Score, case: Case, answer: _Answer, key: str, printed: Print) -> None:
    kind, outcome = _kind(printed), _outcome(answer, key, printed)
    made.counts[f"{kind}.all"] += 1
    if outcome in (WRONG, MISSING):
        given = answer.figures.get(key, {}).get("value")
        made.miss(f"{kind}.{outcome}", f"{key}: printed {printed.text!r}, read {given!r}")
    else:
        made.counts[f"{kind}.{outcome}"] += 1
    if _is_false_zero(answer, key, printed):
        made.miss("false_zeros", f"{key}: printed {printed.text!r}")
    if case.clean and outcome == RIGHT and answer.says(key):
        made.miss("clean.flagged", key)
    made.counts["clean.all"] += int(case.clean)


def _outcome(answer: _Answer, key: str, printed: Print) -> str:
    figure = answer.figures.get(key)
    if figure is None:
        return FLAGGED if answer.says(key) else MISSING
    if figure["status"] == printed.status and _same(figure["value"], printed.value):
        return RIGHT
    return FLAGGED if figure["status"] == "unreadable" or answer.says(key) else WRONG


def _is_right(case: Case, answer: _Answer, key: str) -> bool:
    return key in answer.figures and _outcome(answer, key, case.figures[key]) == RIGHT


def _same(given: float | None, value: Decimal | None) -> bool:
    if given is None or value is None:
        return given is None and value is None
    return Decimal(repr(given)) == value


def _is_false_zero(answer: _Answer, key: str, printed: Print) -> bool:
    """A zero where something else is printed, or nothing."""
    return printed.value != 0 and answer.figures.get(key, {}).get("value") == 0


def _score_findings(made: Score, case: Case, answer: _Answer) -> None:
    """Found: a finding of the rule that names all the keys. False: one that nothing in the document calls for."""
    for rule, keys in case.findings:
        made.counts["findings.all"] += 1
        if any(rule == name and keys <= named for name, named in answer.findings):
            made.counts["findings.found"] += 1
        else:
            made.miss("findings.missed", f"{rule} {sorted(keys)[:4]}")
    for rule, keys in _uncalled(case, answer):
        made.miss("findings.false", f"{rule} {sorted(keys)[:4]}")


def _uncalled(case: Case, answer: _Answer) -> Iterator[Told]:
    for rule, named in answer.findings:
        if not any(rule == name and keys <= named for name, keys in case.findings):
            yield rule, named


def _score_sections(made: Score, case: Case, report: Mapping[str, Any]) -> None:
    """All sections of a document, in order, each with its own text."""
    found = [(one["key"], one["text"]) for one in report.get("sections", ())]
    made.counts["sections.all"] += 1
    same = [key for key, _ in found] == [key for key, _ in case.sections]
    if same and all(_holds(text, begins) for (_, text), (_, begins) in zip(found, case.sections, strict=True)):
        made.counts["sections.right"] += 1
    else:
        made.miss("sections.wrong", f"{[key for key, _ in found]}")


def _holds(text: str, sentence: str) -> bool:
    """Whether a section has the sentence; where its lines break is no matter."""
    return "".join(sentence.split()) in "".join(text.split())


def _score_year(made: Score, case: Case, report: Mapping[str, Any]) -> None:
    """The report year is right, not given, or silently another."""
    match report.get("year"):
        case case.year:
            made.counts["year.right"] += 1
        case None:
            made.miss("year.missing", case.title)
        case other:
            made.miss("year.wrong", f"{case.title}: {other}")
