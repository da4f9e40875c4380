"""One report, weighed: blanks proven, identities judged, prose held against the tables."""

from dataclasses import replace

from nianbao.checks.blanks import fill_blanks
from nianbao.checks.cells import cell_findings
from nianbao.checks.empty_rows import empty_row
from nianbao.checks.identities import identities_of, incomplete_tables, judge
from nianbao.checks.locate import locate
from nianbao.checks.prose import weigh_claims
from nianbao.domain.divisions import known
from nianbao.domain.report import Report


def weigh(report: Report) -> Report:
    """The report with fills, findings and counts added. Nothing that is printed is altered."""
    identities = identities_of(report)
    incomplete = incomplete_tables(report)
    proving = [i for i in identities if not (i.whole_table and incomplete)]
    figures = fill_blanks(report.figures, proving)
    by_key = {figure.key: figure for figure in figures}
    judged = judge(identities, by_key, incomplete)
    region = known(report.publisher.region or "")
    weighed = replace(report, figures=figures, checks=judged.checks, standing=judged.standing)
    return replace(
        weighed,
        findings=(
            *report.findings,
            *empty_row(figures),
            *locate(judged.findings, identities, by_key, incomplete),
            *cell_findings(weighed, region.level if region else None),
            *weigh_claims(report.claims, by_key, report.coverage),
        ),
    )
