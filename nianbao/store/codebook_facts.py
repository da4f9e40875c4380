"""What the codebook says of a figure beside its labels: what the handbook states, and what follows from the forms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache

from nianbao.domain.codebook import told_of
from nianbao.domain.crosswalk import Share, crosswalk
from nianbao.domain.forms import Form, Line, figure_key, forms
from nianbao.domain.regime import regime_events


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one figure. `told_of` (nianbao.domain.codebook) has those that the handbook states; the rest is counted out.

    `outcome_class`: its class in the forms that have one, null where it is no outcome. `structural_zero_except`: levels
    and kinds of organs that may print another number than zero, null where all may.
    """

    definition_zh: str | None
    definition_en: str | None
    measure: str | None
    counting_rule: str | None
    legal_basis_2019: str | None
    outcome_class: str | None
    ground_class: str | None
    applicant_class: str | None
    foi_term: str | None
    concept: list[str]
    grade: str | None
    caveat: str
    caveat_zh: str
    break_years: list[int]
    valid_min: Decimal | None
    structural_zero_except: list[str] | None
    identities: list[str]
    aliases: list[str]


def facts_of(key: str) -> Facts:
    """All of them, of a figure that some form asks for."""
    told, shares = told_of(key), _shares().get(key, ())
    classes = {found for form in forms() if (found := outcome_class(form, key)) is not None}
    return Facts(
        **asdict(told),
        outcome_class=classes.pop() if len(classes) == 1 else None,
        concept=sorted({share.belongs_to for share in shares}),
        grade=max((str(share.grade) for share in shares), default=None),
        caveat="; ".join(dict.fromkeys(share.caveat for share in shares if share.caveat)),
        caveat_zh="；".join(dict.fromkeys(share.caveat_zh for share in shares if share.caveat_zh)),
        break_years=break_years(key),
        valid_min=Decimal(0) if _counts(key) else None,
        structural_zero_except=_zero_except(key),
        identities=_identities().get(key, []),
        aliases=_aliases().get(key, []),
    )


def outcome_class(form: str, key: str) -> str | None:
    """The class of outcomes that a figure of a form belongs to, that of its row's total; null: it is no outcome."""
    partition = crosswalk().partitions.get(form)
    row = row_of(key)
    return (
        next((share.belongs_to for share in partition.shares if row_of(share.key) == row), None) if partition else None
    )


def row_of(key: str) -> str:
    """The key of the row of a table that a figure stands in: `t3.granted`, `a.reply_total`."""
    parts = key.split(".")
    return ".".join(parts[:2] if parts[0] in ("a", "b") else parts[:-1])


def break_years(key: str) -> list[int]:
    """Report years from which a law or form bears on the key, so that nothing is joined across them."""
    events = (event for event in regime_events() if any(fnmatchcase(key, pattern) for pattern in event.affects))
    return sorted({event.affects_from_year for event in events})


def _counts(key: str) -> bool:
    table = key.partition(".")[0]
    rules = [rule for form in forms().values() if _asks(form, key) for rule in form.counts]
    return any(table in rule.tables or key in rule.keys for rule in rules)


def _zero_except(key: str) -> list[str] | None:
    rules = [rule for form in forms().values() for rule in form.zero_unless if key in rule.keys]
    return list(dict.fromkeys(word for rule in rules for word in (*rule.levels, *rule.kinds))) if rules else None


def _asks(form: Form, key: str) -> bool:
    return any(indicator.key == key for indicator in form.indicators)


@cache
def _shares() -> Mapping[str, tuple[Share, ...]]:
    walk, found = crosswalk(), defaultdict[str, tuple[Share, ...]](tuple)
    of_classes = (share for partition in walk.partitions.values() for share in partition.shares)
    of_series = (share for series in walk.series.values() for share in series.shares)
    for share in (*of_classes, *of_series):
        found[share.key] += (share,)
    return found


@cache
def _identities() -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for form in forms().values():
        for rule in form.identities:
            for term in rule.terms:
                found.setdefault(term.key, {})[rule.rule] = None
    return {key: list(rules) for key, rules in found.items()}


@cache
def _aliases() -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for key, row, column in _cells():
        # What the one column of numbers of an annex is also called says nothing of the figure.
        for alias in (*row.aliases, *(() if key[1] == "." else column.aliases)):
            found.setdefault(key, {})[alias] = None
    return {key: list(aliases) for key, aliases in found.items()}


def _cells() -> Iterator[tuple[str, Line, Line]]:
    for form in forms().values():
        for table in form.tables.values():
            for grid in table.grids:
                yield from (
                    (figure_key(table.name, row.key, column.key), row, column)
                    for row in grid.rows
                    for column in grid.columns
                )
