"""Whose a report is where its own words leave it open."""

from dataclasses import replace
from decimal import Decimal

import pytest

from crawler.registry import Site, sites
from nianbao.domain.publishers import kind_of
from nianbao.domain.report import Claim, Coverage, Finding, FindingClass, Publisher, Report, Severity
from pipelines.placing import placed_by_site

UNKNOWN = Finding("REGION.UNKNOWN", Severity.SOFT, FindingClass.READING, (), "which one?")
PUTUO = sites()["zhejiang_putuo"]


def report_of(name: str, region: str | None) -> Report:
    publisher = Publisher(name, kind_of(name), region)
    findings = () if region else (UNKNOWN,)
    return Report("年度报告", 2020, {}, publisher, Coverage.UNCLEAR, "", findings=findings)


@pytest.mark.parametrize(
    ("name", "region", "placed_name", "placed_region", "findings"),
    [
        ("普陀区", None, "普陀区", "330903", ()),  # two districts of that name: the site is that of one
        ("", None, "普陀区人民政府", "330903", ()),  # no name: the site's publisher
        ("普陀区", "310107", "普陀区", "310107", ()),  # what its own words decide, stands
        ("示例县", None, "示例县", None, (UNKNOWN,)),  # a name that cannot mean the site's region stays without one
    ],
)
def test_the_site_decides_only_what_the_report_leaves_open(
    name: str, region: str | None, placed_name: str, placed_region: str | None, findings: tuple[Finding, ...]
) -> None:
    placed = placed_by_site(report_of(name, region), PUTUO)
    assert (placed.publisher.name, placed.publisher.region, placed.findings) == (placed_name, placed_region, findings)


def test_a_site_of_another_county_decides_nothing() -> None:
    elsewhere = Site("x_y", "430181", "浏阳市人民政府", "plain", 2020, "made", reports=("http://www.y.test/",))
    assert placed_by_site(report_of("普陀区", None), elsewhere).publisher.region is None


@pytest.mark.parametrize(
    ("evidence", "coverage"),
    [
        ("publisher: other", Coverage.AGGREGATE),  # nobody was named, and the site's publisher is a government
        ("我局全年收到申请5件", Coverage.UNCLEAR),  # its own words stand
    ],
)
def test_the_coverage_follows_the_publisher_that_the_site_names(evidence: str, coverage: Coverage) -> None:
    claim = Claim("t3.new_received.total", Decimal(5), "收到5件", 3, Coverage.UNCLEAR)
    unsigned = replace(report_of("", None), coverage_evidence=evidence, claims=(claim,))
    placed = placed_by_site(unsigned, PUTUO)
    assert (placed.coverage, placed.claims[0].coverage) == (coverage, coverage)
