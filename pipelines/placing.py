"""Whose a report is where its own words leave it open: the site it was found on decides."""

from dataclasses import replace

from crawler.registry import Site
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import kind_of
from nianbao.domain.report import Publisher, Report


def placed_by_site(report: Report, site: Site) -> Report:
    """The report with the site's publisher where it names none, and the site's region where its name may mean that.

    Two districts are called 普陀区; the portal knows which it is. A name that cannot mean the site's region stays
    without one.
    """
    name = report.publisher.name or site.publisher
    if report.publisher.region is not None:
        return report
    if site.region not in (located := locate(name)).candidates and located.code != site.region:
        return report
    findings = tuple(finding for finding in report.findings if finding.rule != "REGION.UNKNOWN")
    return replace(report, publisher=Publisher(name, kind_of(name), site.region), findings=findings)
