"""The replay of the divisions is right, and would show it if it were not."""

from datetime import date

import pytest

from proofs.regions import comparing
from proofs.regions.__main__ import faults, prove
from proofs.regions.comparing import against_lists, reason_for
from proofs.regions.replaying import applied, told_events


def test_every_division_event_and_dated_list_fits() -> None:
    result = prove()
    assert faults(result) == []
    assert result["regions_on_last_day"] == 3214
    assert result["dated_lists"] == 51


def test_every_reason_explains_a_difference() -> None:
    used = {reason for _, _, reason in against_lists()}
    assert [fault["reason"] for fault in comparing._faults() if fault["reason"] not in used] == []


def test_an_event_that_is_left_out_is_missed_today_and_by_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [row for row in told_events() if "上虞市" not in row["from"]]
    monkeypatch.setattr(comparing, "told_events", lambda: kept)
    assert comparing.against_today(date(2026, 9, 11)) == ["330604: None, 上虞区", "330682: 上虞市, None"]
    assert [told for month, told, reason in against_lists() if month == "2018-01" and reason is None] == [
        "330604 nothing, in the list 上虞区",
        "330682 上虞市, in the list nothing",
    ]


def test_a_name_that_is_misspelt_in_an_event_is_found() -> None:
    row = {"type": "rename", "from": "990101旧县", "to": "990101新县"}
    assert list(applied({"990101": "老县"}, row)) == ["990101旧县 is not there"]


def test_no_reason_is_given_outside_its_months() -> None:
    assert reason_for("2013-12", "210112") is None
    assert reason_for("2015-01", "210112") is not None
