"""What portals write steers neither a terminal nor a mail's head, and no alarm is left out of the lines."""

import csv
import io
from datetime import date

from nianbao.jobs.morning.alarm import in_order, raised
from nianbao.jobs.morning.words import MOST, headline, lines, plain, row_of
from tests.morning.told import morning

HOSTILE = "报告\r\nBcc: a@b.test\n\x1b[31m<script>alert(1)</script>\x07\u202e\u2028end"


def test_hostile_text_is_one_harmless_line() -> None:
    said = plain(HOSTILE)
    assert said.isprintable()
    assert said == "报告 Bcc: a@b.test [31m<script>alert(1)</script> end"
    assert len(plain("年" * 5000)) == MOST


def test_the_lines_have_every_alarm_and_what_is_to_be_done() -> None:
    alarms = [
        raised("outage", "shili_a", HOSTILE, since=date(2026, 3, 30)),
        raised("late", "shili_b", "nothing on 2025"),
    ]
    told = list(lines(morning(alarms)))
    assert all(line.isprintable() for line in told)
    assert any("outage shili_a (since 2026-03-30)" in line for line in told)
    assert any("late shili_b (new)" in line for line in told)
    assert sum("->" in line for line in told) == 2


def test_the_headline_counts_alarms_and_not_notes() -> None:
    assert "all well" in headline(morning([raised("late", "shili_b", "nothing on 2025")]))
    stands = raised("outage", "shili_a", "no answer", since=date(2026, 3, 30))
    assert "2 need a look (1 new)" in headline(morning([stands, raised("block", "shili_c", "412")]))
    assert morning([stands]).needs_a_look
    assert not morning().needs_a_look


def test_alarms_come_before_notes_and_new_ones_first() -> None:
    stands = raised("outage", "shili_a", "no answer", since=date(2026, 3, 30))
    told = in_order([raised("late", "shili_b", "none"), stands, raised("zero", "990000", "none")])
    assert [one.alarm for one in told] == ["zero", "outage", "late"]


def test_rows_of_csv_stay_rows() -> None:
    written = io.StringIO()
    row = row_of(raised("outage", "shili_a", HOSTILE, url=HOSTILE))
    csv.DictWriter(written, row).writerow(row)
    assert written.getvalue().count("\n") == 1
