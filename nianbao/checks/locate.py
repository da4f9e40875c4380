"""Which cell of table 3 is wrong, where its failing identities can have only one such cause.

A cell of table 3 stands in the identities of its row and of its column, and no two cells in the same ones: one wrong
cell leaves a pattern of its own. That supposes that it is one; nothing is corrected by it. Table 4 is not searched:
each of its cells stands in one identity, so that any of the five may be the wrong one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from nianbao.checks.identities import table_of
from nianbao.checks.repairs import Change, Equations
from nianbao.checks.values import judged
from nianbao.domain.forms import Identity
from nianbao.domain.report import Figure, Finding, Severity

TABLE = "t3"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the failing identities allow to say, in words, and the changes to suggest, if any."""

    words: str
    changes: tuple[Change, ...] = ()


def locate(
    findings: Sequence[Finding],
    identities: Sequence[Identity],
    figures: Mapping[str, Figure],
    incomplete: frozenset[str],
) -> tuple[Finding, ...]:
    """The findings, those of table 3's official identities with a suggestion or with the reason why there is none.

    `figures`: key -> figure with its proven fills, in reading order; `incomplete`: tables with a row missing or
    unknown.
    """
    if not any(_is_located(finding) for finding in findings):
        return tuple(findings)
    diagnosis = _diagnosis(identities, figures, incomplete)
    return tuple(_told(finding, diagnosis) if _is_located(finding) else finding for finding in findings)


def _is_located(finding: Finding) -> bool:
    return finding.severity is Severity.OFFICIAL and table_of(finding.keys[0]) == TABLE


def _told(finding: Finding, diagnosis: Diagnosis) -> Finding:
    own = [change for change in diagnosis.changes if change.key in finding.keys]
    suggestion = {"key": own[0].key, "value": int(own[0].value)} if own else None
    return replace(finding, message=f"{finding.message}; {diagnosis.words}", suggestion=suggestion)


def _diagnosis(identities: Sequence[Identity], figures: Mapping[str, Figure], incomplete: frozenset[str]) -> Diagnosis:
    if TABLE in incomplete:
        return Diagnosis("not located: the table has a row missing or unknown")
    there = [i for i in identities if i.severity is Severity.OFFICIAL and table_of(i.left[0].key) == TABLE]
    keys = {term.key for identity in there for term in identity.terms}
    values = {key: value for key in keys if (value := judged(figures.get(key))) is not None}
    if len(values) < len(keys):
        return Diagnosis("not located: the table has a cell without a proven number")
    equations = Equations(there, values)
    ordered = [key for key in figures if key in values]
    return _one_cell(equations, values) or _exchanged(equations, ordered) or _two_cells(equations, values)


def _one_cell(equations: Equations, values: Mapping[str, Decimal]) -> Diagnosis | None:
    match equations.single_changes():
        case ():
            return None
        case (change,):
            words = f"one cell alone explains all that fails in the table: {_said(change, values)}"
            return Diagnosis(words, (change,))
        case several:
            return Diagnosis(f"{len(several)} cells would, each alone, explain all that fails in the table")


def _exchanged(equations: Equations, ordered: Sequence[str]) -> Diagnosis | None:
    match equations.exchanges(_neighbours(ordered)):
        case ((one, other),):
            return Diagnosis(f"no single cell explains it: neighbours exchanged would, {one} and {other}")
        case _:  # with several, or none, nothing is known of an exchange
            return None


def _two_cells(equations: Equations, values: Mapping[str, Decimal]) -> Diagnosis:
    match equations.pairs_of_changes():
        case ():
            return Diagnosis("no single cell explains it, nor do two cells")
        case ((one, other),):
            both = f"{_said(one, values)}, and {_said(other, values)}"
            words = f"no single cell explains it: two cells would have to change, {both}"
            apart = not equations.share_an_identity(one.key, other.key)
            return Diagnosis(words, (one, other) if apart else ())
        case several:
            words = f"two cells would have to change, and {len(several)} pairs of them would do"
            return Diagnosis(f"no single cell explains it: {words}")


def _said(change: Change, values: Mapping[str, Decimal]) -> str:
    return f"{change.key} {change.value:f} instead of {values[change.key]:f}"


def _neighbours(ordered: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cells side by side in a row, and one below the other in a column; keys in reading order."""
    for line in (*_lines(ordered, 0), *_lines(ordered, 2)):
        yield from pairwise(line)


def _lines(ordered: Sequence[str], part: int) -> Iterator[list[str]]:
    """The keys of each row (`part` 0: what stands before a key's last point) or column (2: what stands behind)."""
    lines: dict[str, list[str]] = {}
    for key in ordered:
        lines.setdefault(key.rpartition(".")[part], []).append(key)
    yield from lines.values()
