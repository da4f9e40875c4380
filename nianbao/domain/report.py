"""A report as it was read: sections, figures, claims and findings, in frozen rows.

The names are those of the JSON that `nianbao read` prints; `report_json` turns one into the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nianbao.domain.records import record


class Status(StrEnum):
    """What stands in a cell. Zero is a number; a blank is not."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    NONE_STATED = "none_stated"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


class FillBasis(StrEnum):
    """Why a cell that prints no number has one all the same; never stored in its value."""

    BLANK_ZERO = "blank_zero"
    TOTAL_RECOMPUTED = "total_recomputed"


class Severity(StrEnum):
    """`official`: printed on the form; `derived`: follows from definitions; `soft`: may fail lawfully."""

    OFFICIAL = "official"
    DERIVED = "derived"
    SOFT = "soft"
    INFO = "info"


class ReadBy(StrEnum):
    """Which of the two readers read the cells of a table: both all of them, both some, or one alone."""

    BOTH = "both"
    PARTLY = "partly"
    GRID = "grid"
    FLOW = "flow"


class FindingClass(StrEnum):
    """Whose doing a finding is; only `source` and `reading` touch the quality of a value."""

    SOURCE = "source"
    READING = "reading"
    SERIES = "series"
    PROSE = "prose"
    COVERAGE = "coverage"
    LEVEL = "level"
    COPY = "copy"
    COMPLETENESS = "completeness"


class Coverage(StrEnum):
    """What a report counts: the whole administration of the area, the organ itself, or it does not say."""

    AGGREGATE = "aggregate"
    OWN = "own"
    UNCLEAR = "unclear"


class PublisherKind(StrEnum):
    """Who signs."""

    GOVERNMENT = "government"
    GOVERNMENT_OFFICE = "government_office"
    DEPARTMENT = "department"
    SUBDISTRICT_OR_TOWNSHIP = "subdistrict_or_township"
    ZONE_COMMITTEE = "zone_committee"
    VERTICAL = "vertical"
    AUTHORISED_ORGANISATION = "authorised_organisation"
    STATE_COUNCIL_ORGAN = "state_council_organ"
    OTHER = "other"


@record(frozen=True, slots=True)
class TableCell:
    """A cell of an expanded grid; `table` counts the document's tables that hold no table. All from 0."""

    table: int
    row: int
    column: int


@record(frozen=True, slots=True)
class TextCell:
    """A cell of a text: line of the decoded file, place among the parts between `|`. Both from 0."""

    line: int
    cell: int


@record(frozen=True, slots=True)
class PageBox:
    """A cell of a printed page: page from 0; left, top, right, bottom in points from the top left as it is shown."""

    page: int
    box: tuple[float, float, float, float]


Where = TableCell | TextCell | PageBox


@record(frozen=True, slots=True)
class Figure:
    """One cell of a statistical table. `value` is what is printed, null unless `status` is number.

    `confirmed`: two readers, by different ways, read the same value and status.
    """

    key: str
    value: Decimal | None
    status: Status
    raw: str
    unit: str | None
    where: Where
    label: str | None = None
    filled: Decimal | None = None
    fill_basis: FillBasis | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part of the report; text is normalised (simplified script, no pinyin), tables left out."""

    number: int
    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A number stated in prose. `text` is the statement; `section` the number of its section, 0 ahead of the first."""

    key: str
    value: Decimal
    text: str
    section: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up, with the cells it is about. `actual` is the left side of the rule."""

    rule: str
    severity: Severity
    finding_class: FindingClass
    keys: tuple[str, ...]
    message: str
    expected: Decimal | None = None
    actual: Decimal | None = None
    suggestion: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who signs. `region` is a six-digit GB/T 2260 code, or null where the name is ambiguous or unknown."""

    name: str
    kind: PublisherKind
    region: str | None


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """How many official identities held, failed or could not be judged; `nontrivial`: judged and not 0 = 0."""

    passed: int = 0
    failed: int = 0
    not_assessable: int = 0
    nontrivial: int = 0


@record(frozen=True, slots=True)
class Standing:
    """Of the official identities a figure stands in: how many held without being 0 = 0, and how many failed."""

    held: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as read from one document; `readers`: by whom each table was read; `recognised`:
    from a picture, in whole or in part; `standing`: by figure key, of the figures that stand in an identity; `period`:
    first and last day that it says its figures count."""

    title: str
    year: int | None
    forms: Mapping[str, str]
    publisher: Publisher
    coverage: Coverage
    coverage_evidence: str
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: CheckCounts = field(default_factory=CheckCounts)
    readers: Mapping[str, ReadBy] = field(default_factory=dict)
    recognised: bool = False
    standing: Mapping[str, Standing] = field(default_factory=dict, compare=False)
    period: tuple[date, date] | None = None
