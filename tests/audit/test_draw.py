"""A sample in which every report had the chance that its weight says."""

from collections import Counter

import pytest

from nianbao.audit.draw import Design, allocated, draw
from nianbao.audit.frame import Unit, era_of, level_of, unit_of


def units(counts: dict[str, int]) -> list[Unit]:
    """So many reports of each kind."""
    return [
        Unit(f"{kind}-{number}", "since 2021", kind, "county", f"{number % 31:02}0000", "government", "")
        for kind, count in counts.items()
        for number in range(count)
    ]


def test_strata_get_their_share_and_no_less_than_the_least() -> None:
    """Rare kinds are not left to chance; all that there is of the rarest."""
    counts = {"html": 1700, "pdf": 250, "picture": 50, "text": 1}
    # 61 are taken as the least; of the other 239 html has 1680 shares of 1940, pdf 230, pictures 30.
    assert allocated(counts, 300, 20) == {"html": 228, "pdf": 48, "picture": 23, "text": 1}
    assert allocated(counts, 5000, 20) == counts


def test_weights_add_to_the_frame() -> None:
    """Each report stands for as many as its stratum holds for each one drawn."""
    drawn = draw(units({"html": 170, "pdf": 31, "picture": 5}), Design(60, seed=4, least=5))
    assert len(drawn) == 60
    assert sum(one.weight for one in drawn) == pytest.approx(206)
    assert sum(one.whole_weight for one in drawn if one.whole) == pytest.approx(206)
    assert len({one.unit.report_id for one in drawn}) == len({one.item for one in drawn}) == 60


def test_the_same_seed_draws_the_same() -> None:
    """And another one other reports."""
    frame = units({"html": 100})
    assert draw(frame, Design(20, 1)) == draw(list(reversed(frame)), Design(20, 1))
    assert draw(frame, Design(20, 1)) != draw(frame, Design(20, 2))


def test_every_report_has_its_chance() -> None:
    """Over many seeds each of 30 reports is drawn as often as its weight says: 10 of 30 in a third of the draws."""
    frame = units({"html": 24, "pdf": 6})
    times = Counter(one.unit.report_id for seed in range(900) for one in draw(frame, Design(10, seed)))
    assert len(times) == 30
    assert all(230 < count < 370 for count in times.values())


def test_no_room_for_every_stratum_is_refused() -> None:
    """A stratum without a report has no chance; the draw says what it needs."""
    with pytest.raises(ValueError, match="3 strata with at least 5 reports each need 15 in all"):
        draw(units({"html": 50, "pdf": 50, "text": 50}), Design(12, 1, least=5))
    with pytest.raises(ValueError, match="at least 1"):
        Design(10, 1, least=0)


def test_what_a_report_is_a_stratum_of() -> None:
    """Era by year, kind by file and tables, level by code and publisher."""
    assert [era_of(year) for year in (2007, 2008, 2013, 2014, 2018, 2019, 2020, 2021, 2030, None)] == [
        "unknown", "until 2013", "until 2013", "2014-2018", "2014-2018", "2019-2020", "2019-2020", "since 2021",
        "since 2021", "unknown",
    ]  # fmt: skip
    assert level_of("430181", "government") == "county"
    assert level_of("430100", "department") == "prefecture"
    assert level_of("430181", "subdistrict_or_township") == "township"
    assert level_of(None, "government") == "unknown"
    reading = {"year": 2020, "publisher": {"region": "430000", "kind": "government"}, "forms": {}}
    assert unit_of("x", reading, "image", "").stratum() == "2019-2020/prose_only/province"
    assert unit_of("x", {**reading, "forms": {"t3": "national_2019"}}, "doc", "").stratum(("kind",)) == "office"
