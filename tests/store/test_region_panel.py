"""The balanced frame, what fills it, and residents brought in from elsewhere."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import text

from nianbao.domain.divisions import Region
from nianbao.domain.report import Coverage
from nianbao.store.denominators import DenominatorsRefused, import_denominators
from nianbao.store.fill_regions import fill_regions
from tests.store.full_tables import Kept, cells, row

ANNEX = {"annex": "national_2014"}
UNIFIED = {"t3": "national_2021", "t4": "national_2021"}
HERE = "SELECT report_id, cell_state, n_alternatives, t3_new_tot FROM pub.region_panel WHERE code_year = '990101'"
MADE = (
    Region("990000", "示例省", "province", None),
    Region("990100", "示例市", "prefecture", "990000"),
    Region("990101", "示例县", "county", "990100"),
)
# The registry and the list of divisions, which say who governs, know nothing of an invented county.
GOVERN = "UPDATE publisher SET governs = true WHERE kind IN ('government', 'zone_committee')"


@pytest.fixture
def county(kept: Kept) -> Kept:
    """An invented county beside the real ones."""
    fill_regions(kept.connection, MADE)
    kept.connection.exec_driver_sql("SELECT refresh_views(true)")
    return kept


def test_one_row_for_every_region_and_year(kept: Kept) -> None:
    """Whatever is held: no region-year twice, none that did not exist on 31 December."""
    kept.keep(2022, cells(), UNIFIED)
    kept.keep(2022, cells(), UNIFIED, name="示例综合实验区管理委员会")
    kept.keep(2022, cells(), UNIFIED, coverage=Coverage.OWN)
    assert kept.ask("SELECT count(*) - count(DISTINCT (region_id, year)) FROM pub.region_panel") == [(0,)]
    compared = "SELECT region_id, year::int, code_year FROM pub.region_year"
    shown = "SELECT region_id, year, code_year FROM pub.region_panel"
    assert kept.ask(f"({compared} EXCEPT {shown}) UNION ALL ({shown} EXCEPT {compared})") == []


def test_what_is_held_stands_in_its_cell(county: Kept) -> None:
    county.keep(2022, cells() | row("new_received", 12), UNIFIED, region="990101")
    county.connection.exec_driver_sql(GOVERN)
    (found,) = county.ask(f"{HERE} AND year = 2022")
    assert found[1:] == ("held", 0, 12)
    (empty,) = county.ask(f"{HERE} AND year = 2021")
    assert empty == (None, "not_covered", 0, None)
    assert county.ask("SELECT count(*) FROM pub.region_panel WHERE state_reason = '' AND cell_state <> 'held'") == [
        (0,)
    ]


def test_another_report_on_the_whole_area_is_counted(county: Kept) -> None:
    """As 平潭 had two governments in 2011 to 2013: one is shown, the other told of."""
    county.keep(2012, cells("national_2014", "b"), ANNEX, region="990101")
    county.keep(2012, cells("national_2014", "b"), ANNEX, region="990101", name="示例综合实验区管理委员会")
    county.connection.exec_driver_sql(GOVERN)
    (found,) = county.ask(f"{HERE} AND year = 2012")
    assert found[0] is not None
    assert found[2] == 1
    told = "SELECT report_id = :shown, is_region_default, n_alternatives FROM pub.report_history WHERE year = 2012"
    rows = county.connection.execute(text(f"{told} ORDER BY 1"), {"shown": found[0]}).all()
    assert rows == [(False, False, None), (True, True, 1)]


def test_a_report_of_one_organ_fills_no_cell(county: Kept) -> None:
    county.keep(2022, cells() | row("new_received", 12), UNIFIED, region="990101", coverage=Coverage.OWN)
    county.connection.exec_driver_sql(GOVERN)
    (found,) = county.ask(f"{HERE} AND year = 2022")
    assert (found[0], found[3]) == (None, None)
    (reason,) = county.ask("SELECT state_reason FROM pub.region_panel WHERE code_year = '990101' AND year = 2022")
    assert reason == ("what is held is no report on the whole area: its coverage is own",)


def test_values_and_filled_values_differ_by_the_fills_told_of(kept: Kept) -> None:
    """Two blanks that the sums prove to be 0, a total that its columns give as 7: the sums differ by 7, no more."""
    printed = cells() | row("granted", 7) | row("unable.not_held", 3) | row("disposed", 10) | row("new_received", 10)
    printed |= {"t3.granted.total": "", "t3.denied.state_secret.natural_person": "", "t3.denied.state_secret.total": ""}
    kept.keep(2022, printed, UNIFIED)
    sums = "SELECT sum(value_filled) - sum(value), count(value_filled) - count(value) FROM pub.figure"
    assert kept.ask(sums) == [(7, 3)]
    told = "SELECT fill_basis, count(*), sum(value_filled) FROM pub.figure WHERE value IS NULL GROUP BY 1 ORDER BY 1"
    assert sum(total for _, _, total in kept.ask(told)) == 7
    asked = "SELECT t3_gr_full_tot, t3_dn_secret_tot FROM pub"
    assert kept.ask(f"{asked}.report_panel") == [(None, None)]
    assert kept.ask(f"{asked}.report_panel_filled") == [(7, 0)]


def brought(kept: Kept, lines: str, vintage: str = "2024") -> Any:
    return import_denominators(kept.connection, StringIO(lines), source="示例年鉴", vintage=vintage)


PER_HEAD = "SELECT numerator, denominator, value, null_reason FROM pub.rate WHERE rate_key = 'requests_per_10k'"


def test_requests_per_head(kept: Kept) -> None:
    """40 requests of 200,000 residents."""
    kept.keep(2022, cells() | row("new_received", 40), UNIFIED)
    done = brought(kept, "code,year,population\n350128,2022,200000\n350128,2021,\n")
    assert (done.new, done.known) == (1, 0)
    assert kept.ask(PER_HEAD) == [(40, 200000, Decimal(2), None)]
    asked = "SELECT resident_population, population_boundary_ok FROM pub.region_panel WHERE code_year = '350128'"
    assert kept.ask(f"{asked} AND year IN (2021, 2022) ORDER BY year") == [(None, None), (200000, True)]


def test_a_later_vintage_stands_beside_the_earlier(kept: Kept) -> None:
    """Nothing is overwritten; the later one is used."""
    kept.keep(2022, cells() | row("new_received", 40), UNIFIED)
    brought(kept, "name,year,population\n平潭县,2022,200000\n")
    assert brought(kept, "name,year,population\n平潭县,2022,200000\n").known == 1
    brought(kept, "code,year,population\n350128,2022,400000\n", vintage="2025")
    shown = "SELECT value, source, vintage, is_default FROM pub.denominator ORDER BY vintage"
    assert kept.ask(shown) == [(200000, "示例年鉴", "2024", False), (400000, "示例年鉴", "2025", True)]
    assert kept.ask(PER_HEAD) == [(40, 400000, Decimal(1), None)]


def test_residents_of_other_boundaries_give_no_rate(kept: Kept) -> None:
    """A number of a year before the area changed."""
    kept.keep(2022, cells() | row("new_received", 40), UNIFIED)
    brought(kept, "code,year,boundary_year,population\n350128,2022,2020,200000\n")
    kept.connection.exec_driver_sql(
        "UPDATE region_event SET changed_ids = (SELECT array_agg(region_id) FROM region_code WHERE code = '350128') "
        "WHERE event_id = (SELECT min(event_id) FROM region_event WHERE extract(year FROM date) = 2021)"
    )
    assert kept.ask(PER_HEAD) == [(40, None, None, "boundary_differs")]


def test_residents_of_a_region_that_has_ended(kept: Kept) -> None:
    """闸北区 was merged into 静安区 in 2015; its residents of 2012 stay its own, under its last code."""
    brought(kept, "code,year,population\n310108,2012,830000\n")
    shown = [("310108", 2012, 830000)]
    assert kept.ask("SELECT region_code, year, value FROM pub.denominator") == shown
    asked = "SELECT code_year, year, resident_population FROM pub.region_panel WHERE resident_population IS NOT NULL"
    assert kept.ask(asked) == shown


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("code,year,population\n359999,2022,5\n", "line 2: 359999 was no code on 31 December 2022"),
        ("name,year,population\n鼓楼区,2022,5\n", "regions were called 鼓楼区: give the code"),
        ("name,year,population\n示例县,2022,5\n", "no region was called 示例县"),
        ("code,year,population\n350128,2022,5\n350128,2022,6\n", "line 3: given in line 2 already"),
        ("code,year,population\n350128,2022,about 5\n", "line 2: about 5 is no number"),
        ("code,year,population\n350128,2022,0\n", "line 2: 0 is not above zero"),
        ("code,year,gdp\n350128,2022,5\n", "the column gdp is not known"),
        ("year,population\n2022,5\n", "must name the columns"),
        ("code,year,population\n350128,2022,\n", "no number in it"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_whole(kept: Kept, lines: str, told: str) -> None:
    with pytest.raises(DenominatorsRefused, match=told):
        brought(kept, lines)
    assert kept.ask("SELECT count(*) FROM pub.denominator") == [(0,)]


def test_another_number_of_the_same_vintage_is_refused(kept: Kept) -> None:
    brought(kept, "code,year,population,gdp[万元]\n350128,2022,200000,5\n")
    with pytest.raises(DenominatorsRefused, match="200000 is held of this vintage, and 300000 given"):
        brought(kept, "code,year,population\n350128,2022,300000\n")
    assert kept.ask("SELECT kind, unit FROM pub.denominator ORDER BY kind") == [
        ("gdp", "万元"),
        ("resident_population", "人"),
    ]
