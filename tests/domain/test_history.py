"""Divisions through time: changes read by eye in official notices and lists, and the replay to today's list."""

from collections import Counter
from datetime import date

import pytest

from nianbao.domain.divisions import regions
from nianbao.domain.divisions.history import END, Event, Unit, chronicle, events, tell
from nianbao.domain.divisions.history.boundaries import boundary_groups, changed_by
from nianbao.domain.divisions.history.lookup import beginning, ending
from nianbao.domain.divisions.history.past import past_rows
from nianbao.domain.divisions.history.replay import EventDoesNotFit
from nianbao.domain.divisions.past import past_names


def ends_with(name: str, code: str) -> tuple[str, list[str]]:
    """How the region that ended under this name and code ended, and what followed."""
    life = next(life for life in chronicle().lives.values() if (life.name, life.code) == (name, code) and life.until)
    link = ending(life)
    assert link is not None
    return f"{life.until} {link.event.type}", [str(unit) for unit in link.event.after]


@pytest.mark.parametrize(
    ("name", "code", "how", "after"),
    [
        ("闸北区", "310108", "2015-11-04 merge", ["310106静安区"]),
        ("静安区", "310106", "2015-11-04 merge", ["310106静安区"]),
        ("南汇区", "310119", "2009-05-06 merge", ["310115浦东新区"]),
        ("崇文区", "110103", "2010-07-01 merge", ["110101东城区"]),
        ("卢湾区", "310103", "2011-06-08 merge", ["310101黄浦区"]),
        ("巢湖市", "341400", "2011-08-22 abolish", ["340100合肥市", "340200芜湖市", "340500马鞍山市"]),
        ("万盛区", "500110", "2011-10-31 merge", ["500110綦江区"]),
        ("綦江县", "500222", "2011-10-31 merge", ["500110綦江区"]),
        ("双桥区", "500111", "2011-10-31 merge", ["500111大足区"]),
        ("大足县", "500225", "2011-10-31 merge", ["500111大足区"]),
        ("莱芜市", "371200", "2019-01-09 merge", ["370100济南市"]),
        ("余杭区", "330110", "2021-04-09 split", ["330110余杭区", "330113临平区"]),
        ("下城区", "330103", "2021-04-09 merge", ["330105拱墅区"]),
        ("江干区", "330104", "2021-04-09 split", ["330102上城区", "330114钱塘区"]),
        ("渝北区", "500112", "2025-11-30 merge", ["500157两江新区"]),
    ],
)
def test_what_ended_and_what_followed(name: str, code: str, how: str, after: list[str]) -> None:
    assert ends_with(name, code) == (how, after)


@pytest.mark.parametrize(
    ("key", "spells"),
    [
        ("330682", ["330682上虞市 None", "330604上虞区 2013-10-18"]),
        ("232723", ["232723漠河县 None", "232701漠河市 2018-10-31"]),
        ("420600", ["420600襄樊市 None", "420600襄阳市 2010-12-31"]),
        ("341402", ["341402居巢区 None", "340181巢湖市 2011-08-22"]),
        ("522201", ["522201铜仁市 None", "520602碧江区 2011-10-31"]),
        ("469003", ["469003儋州市 None", "460400儋州市 2015-03-31"]),
        ("512081", ["512081简阳市 None", "510185简阳市 2016-07-31"]),
        ("350128", ["350128平潭县 None"]),
        ("530802", ["530802思茅区 None"]),
    ],
)
def test_a_region_that_is_renamed_or_recoded_stays_itself(key: str, spells: list[str]) -> None:
    life = chronicle().lives[key]
    assert [f"{spell.code}{spell.name} {spell.since}" for spell in life.spells] == spells
    assert life.until is None


def test_a_county_that_is_handed_over_has_another_parent_and_changes_two_prefectures() -> None:
    told = chronicle()
    life = told.lives["512081"]
    assert [told.lives[spell.parent or ""].name for spell in life.spells] == ["资阳市", "成都市"]
    link = next(link for link in told.links if link.before == ("512081",))
    assert link.event.type == "transfer"
    assert changed_by(link, told) == {"512000", "510100"}


def test_a_part_that_is_given_away_leaves_ids_and_joins_boundaries() -> None:
    groups = boundary_groups()
    assert groups["533423"] == groups["533422"]  # 维西傈僳族自治县, 德钦县
    assert groups["310106"] == groups["310108"] == groups["310106-2015"] == 310106
    assert groups["430181"] == 430181  # 浏阳市, the same all the time
    assert groups["341400"] == groups["340100"] == groups["340200"]  # 巢湖市 the prefecture, 合肥市, 芜湖市


def test_groups_of_different_levels_have_different_numbers() -> None:
    levels: dict[int, set[str]] = {}
    for key, number in boundary_groups().items():
        levels.setdefault(number, set()).add(chronicle().lives[key].level)
    assert [number for number, found in levels.items() if len(found) > 1] == []


def test_the_replay_gives_todays_list() -> None:
    lives = chronicle().lives
    last = {
        spell.code: (spell.name, lives[spell.parent].code if spell.parent else None) for spell in chronicle().on(END)
    }
    assert last == {code: (region.name, region.parent) for code, region in regions().items()}


def test_no_two_regions_have_a_last_code_at_one_time() -> None:
    for day in {date(year, 12, 31) for year in range(2008, 2026)}:
        codes = Counter(life.code for life in chronicle().lives.values() if life.spell_on(day))
        assert [code for code, times in codes.items() if times > 1] == []


def test_a_region_begins_from_what_its_event_names() -> None:
    link = beginning(chronicle().lives["500110-2011"])
    assert link is not None
    assert [chronicle().lives[key].name for key in link.before] == ["万盛区", "綦江县"]


def test_every_event_has_its_own_name() -> None:
    assert len({event.key for event in events()}) == len(events())


def test_the_file_of_past_names_is_what_the_chronicle_says() -> None:
    told = list(past_rows(chronicle()))
    held = [
        (
            past.name,
            str(past.since or ""),
            str(past.until or ""),
            past.region.code,
            past.region.name,
            past.region.level,
            " ".join(past.parents),
            str(past.began or ""),
            str(past.ended or ""),
        )
        for past in past_names()
    ]
    assert held == told


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("990103无县", "990104新县", "990103无县 is not there"),
        ("990101旧县", "990102他县", "990102 他县 would replace 他县"),
    ],
)
def test_an_event_that_does_not_fit_stops_the_replay(before: str, after: str, message: str) -> None:
    first = [Unit("990000", "示例省"), Unit("990101", "旧县"), Unit("990102", "他县")]
    units = [Unit(part[:6], part[6:]) for part in (before, after)]
    event = Event(date(2010, 1, 1), "day", "upgrade", (units[0],), (units[1],), None, "sources")
    with pytest.raises(EventDoesNotFit, match=message):
        tell(first, [event])
