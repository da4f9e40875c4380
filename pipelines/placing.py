"""Whose a report is where its own words leave it open: the site it was found on decides."""

from dataclasses import replace

from crawler.registry import Site
from nianbao.domain.coverage import decide_coverage, is_stated
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import kind_of
from nianbao.domain.report import Coverage, Publisher, Report


def placed_by_site(report: Report, site: Site) -> Report:
    """The report with the site's publisher where it names none, and the site's region where its name may mean that.

    Two districts are called 普陀区; the portal knows which it is. A name that cannot mean the site's region stays
    without one.
    """
    name = report.publisher.name or site.publisher
    if report.publisher.region is not None:
        return report
    if site.region not in (located := locate(name, year=report.year)).candidates and located.code != site.region:
        return report
    findings = tuple(finding for finding in report.findings if finding.rule != "REGION.UNKNOWN")
    placed = replace(report, publisher=Publisher(name, kind_of(name), site.region), findings=findings)
    return placed if report.publisher.name or is_stated(report.coverage_evidence) else counting_as_signed(placed)


def counting_as_signed(report: Report) -> Report:
    """The report with the coverage that follows from its publisher, known only now; its text stated none."""
    sizes = {figure.key: figure.value for figure in report.figures if figure.value is not None}
    text = "\n".join(section.text for section in report.sections)
    return counting(report, *decide_coverage(report.publisher.kind, text, report.publisher.name, sizes))


def counting(report: Report, coverage: Coverage, evidence: str) -> Report:
    """The report with another coverage; its claims that counted what it did count the same as it does now."""
    claims = tuple(
        replace(claim, coverage=coverage) if claim.coverage is report.coverage else claim for claim in report.claims
    )
    return replace(report, coverage=coverage, coverage_evidence=evidence, claims=claims)
