"""Each trouble of a look is told as the alarm of the data file, with evidence, and since when it stands."""

from datetime import date, timedelta

import pytest

from crawler.ledger import Trouble
from nianbao.jobs.morning.alarm import NoEvidence, raised
from nianbao.jobs.morning.causes import causes_of, site_alarms
from nianbao.jobs.morning.rules import alarm_of_trouble, rules
from tests.morning.told import NIGHT, known, look, named, site_night, years

BEFORE = NIGHT - timedelta(days=1)


def test_every_kind_of_trouble_has_its_alarm() -> None:
    told = alarm_of_trouble()
    assert set(told) == {trouble.value for trouble in Trouble}
    assert set(told.values()) - {"list"} <= set(rules())


@pytest.mark.parametrize(
    ("troubles", "more", "cause"),
    [
        ({"unreachable": 1}, {}, "outage"),
        ({"blocked": 2}, {}, "block"),
        ({"robots": 1}, {}, "robots"),
        ({"error": 1}, {}, "failed"),
        ({"archive": 1}, {}, "failed"),
        ({"paused": 4}, {}, "paused"),
        ({"gone": 1}, {"has_moved": True}, "moved"),
        ({"list_short": 1}, {"has_moved": True}, "moved"),
        ({"list_short": 1}, {}, "list_broken"),
        ({"wrong_page": 1}, {"shown": 7}, "not_got"),
        ({"not_read": 1}, {"shown": 7}, "not_got"),
    ],
)
def test_a_trouble_is_told_as_its_cause(troubles: dict[str, int], more: dict[str, object], cause: str) -> None:
    assert causes_of(look(state="partial", troubles=troubles, **more)) == {cause}  # type: ignore[arg-type]  # by name


def test_several_troubles_are_several_causes_and_none_is_none() -> None:
    assert causes_of(look(state="partial", troubles={"blocked": 1, "unreachable": 1})) == {"block", "outage"}
    assert causes_of(look()) == frozenset()


@pytest.mark.parametrize(
    ("state", "cause"), [("blocked", "block"), ("unreachable", "outage"), ("partial", "list_broken")]
)
def test_looks_from_before_troubles_were_kept_are_told_by_their_state(state: str, cause: str) -> None:
    assert causes_of(look(state=state)) == {cause}


def test_what_stands_is_told_since_when() -> None:
    past = [look(NIGHT - timedelta(days=ago), "blocked", troubles={"blocked": 1}) for ago in (1, 2)]
    past.append(look(NIGHT - timedelta(days=3)))
    (alarm,) = site_alarms(known({}), site_night(look(state="blocked", troubles={"blocked": 1}), past))
    assert (alarm.alarm, alarm.since, alarm.record) == ("block", NIGHT - timedelta(days=2), "<r>")
    assert "blocked 1" in alarm.evidence


def test_a_site_that_was_asked_nothing_is_told_as_failed() -> None:
    (alarm,) = site_alarms(known({}), site_night(None))
    assert alarm.alarm == "failed"


def test_a_broken_list_that_names_none_any_more_has_moved() -> None:
    now, before = look(state="partial", troubles={"list_short": 1}), look(BEFORE, shown=1)
    seen = known({"shili": [now, before]}, {1: years((2024, None))})
    assert named(list(site_alarms(seen, site_night(now, [before], reports=0)))) == [("moved", "shili")]
    assert named(list(site_alarms(seen, site_night(now, [before], reports=2)))) == [("list_broken", "shili")]


def test_most_rows_gone_is_a_move_and_stays_one() -> None:
    shown = {1: years(*((year, None) for year in range(2020, 2026))), 2: years((2020, None))}
    now, poor, rich = look(shown=2), look(BEFORE, shown=2), look(NIGHT - timedelta(days=2), shown=1)
    seen = known({"shili": [now, poor, rich]}, shown)
    (first,) = site_alarms(seen, site_night(poor, [rich]))
    (second,) = site_alarms(seen, site_night(now, [poor, rich]))
    assert (first.alarm, first.since, second.alarm, second.since) == ("moved", None, "moved", BEFORE)


def test_one_row_gone_is_a_withdrawal_unless_another_of_that_year_stands() -> None:
    all_years = years(*((year, None) for year in range(2020, 2026)))
    fewer = {year: one for year, one in all_years.items() if year != 2022}
    other = all_years | {2022: years((2022, date(2023, 1, 9)))[2022]}
    now, before = look(shown=2), look(BEFORE, shown=1)
    for then, told in ((fewer, [("withdrawn", "shili/2022")]), (other, [])):
        seen = known({"shili": [now, before]}, {1: all_years, 2: then})
        assert named(list(site_alarms(seen, site_night(now, [before])))) == told


def test_no_alarm_is_made_without_evidence() -> None:
    with pytest.raises(NoEvidence):
        raised("outage", "shili", "  ")
