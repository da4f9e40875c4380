"""A document to a Report: identity, figures by two readers, sections, claims, and what is not there."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.agreement import compared
from extractors.claims import find_claims
from extractors.documents.document import Document
from extractors.figures import outline_of, read_figures
from extractors.flow import read_flow
from extractors.identity import identify
from extractors.sections import divide
from nianbao.domain.coverage import decide_coverage
from nianbao.domain.periods import stated_period
from nianbao.domain.report import Finding, FindingClass, Report, Section, Severity
from nianbao.domain.sections import section_kinds
from nianbao.domain.titles import parse_title

_FIRST_WITH_TABLES = 2019  # 国办公开办函〔2019〕60号; for that year the form was encouraged, not required
_TABLES = ("t2", "t3", "t4")


def extract(document: Document, *, year: int | None = None) -> Report:
    """The report in a document, unweighed: findings only of classes reading, completeness and copy.

    `year` is used where the document states none.
    """
    outline = outline_of(document)
    prose = outline.prose
    identity = identify(document, prose, year)
    read = read_figures(outline, identity.year)
    agreed = compared(read.figures, read_flow(document, identity.year), read.findings)
    preamble, sections = divide(prose)
    sizes = {figure.key: figure.value for figure in agreed.figures if figure.value is not None}
    coverage, evidence = decide_coverage(
        identity.publisher.kind, "\n".join(prose), publisher=identity.publisher.name, sizes=sizes
    )
    claims = find_claims(
        preamble,
        sections,
        year=identity.year,
        forms=read.forms,
        keys=frozenset(figure.key for figure in read.figures),
        coverage=coverage,
    )
    findings = (
        *identity.findings,
        *_copy(document),
        *_missing(identity.year, read.forms, sections),
        *read.findings,
        *agreed.findings,
    )
    return Report(
        title=identity.title,
        year=identity.year,
        forms=read.forms,
        publisher=identity.publisher,
        coverage=coverage,
        coverage_evidence=evidence,
        sections=sections,
        figures=agreed.figures,
        claims=claims,
        findings=findings,
        readers=agreed.readers,
        recognised=document.recognised,
        period=stated_period("\n".join(prose)),
    )


def is_annual_report(report: Report) -> bool:
    """Whether this is one at all: a title that the rule accepts, or at least two statutory headings."""
    return parse_title(report.title) is not None or len(report.sections) > 1


def _copy(document: Document) -> Iterator[Finding]:
    if document.mirrored:
        message = f"a mainland report {document.mirrored}: mirror sites re-serve portals with altered text"
        yield Finding("SOURCE.MIRROR", Severity.SOFT, FindingClass.COPY, (), message)


def _missing(year: int | None, forms: Mapping[str, str], sections: Sequence[Section]) -> Iterator[Finding]:
    if year is None or year < _FIRST_WITH_TABLES:
        return
    tables = [table for table in _TABLES if table not in forms]
    if tables:
        severity = Severity.INFO if year == _FIRST_WITH_TABLES else Severity.SOFT
        message = f"the form of {year} has tables that are not there: {', '.join(tables)}"
        yield Finding("TABLES.MISSING", severity, FindingClass.COMPLETENESS, tuple(tables), message)
    there = {section.key for section in sections}
    lost = [kind.key for kind in section_kinds() if kind.place is not None and kind.key not in there]
    if lost:
        message = f"sections of the form that were not found: {', '.join(lost)}"
        yield Finding("SECTION.MISSING", Severity.SOFT, FindingClass.COMPLETENESS, tuple(lost), message)
