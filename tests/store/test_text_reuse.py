"""Text used again: from last year, from a neighbour, or only what the law says; and where nothing can be said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Connection, Engine, text

from nianbao.domain.capture import Capture
from nianbao.domain.divisions import regions
from nianbao.domain.report import Coverage, Publisher, PublisherKind, Report, Section
from nianbao.domain.reuse import reuse
from nianbao.store.decide import decide, target_of
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

# Invented characters in a row that no other text has: a clause is told from another by its number, in words of its own.
HEADS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
STATUTE = "按照条例和上级的要求编制本报告，报告由总体情况等六个部分组成，数据的统计期限为一年。"
NAMES = {"overview": "一、总体情况", "problems": "五、存在的主要问题及改进情况", "other": "六、其他需要报告的事项"}
ASKED = """
SELECT part, text_reuse_prev, prev_null_reason, text_reuse_peer, peer_null_reason, peer_report_id
FROM pub.text_reuse WHERE report_id = :report ORDER BY part
"""


def written(seed: int, clauses: int = 10) -> str:
    """Prose of so many clauses of ten characters each, that shares none with that of another seed."""
    named = "".join(HEADS[(seed // 22**place) % 22] for place in range(4))
    return "".join(f"{named}事项{HEADS[number]}已办结，" for number in range(clauses))


class Nation:
    """Reports of organs of many regions, and what is found of their texts."""

    def __init__(self, connection: Connection, make_capture: Callable[..., Capture]) -> None:
        self.connection, self.make_capture = connection, make_capture
        self.codes = [code for code, region in sorted(regions().items()) if region.level == "county"]
        self.crawl = start_crawl(connection, ["example"], "replay")

    def keep(self, organ: int, year: int, sections: Mapping[str, str], body: str = "") -> str:
        """A report of one organ with these texts by key of section; its report_id."""
        report = Report(
            title="示例年度报告",
            year=year,
            forms={},
            publisher=Publisher("示例县人民政府", PublisherKind.GOVERNMENT, self.codes[organ]),
            coverage=Coverage.AGGREGATE,
            coverage_evidence="",
        )
        given = tuple(Section(place, key, NAMES[key], said) for place, (key, said) in enumerate(sections.items(), 1))
        capture = self.make_capture(f"http://www.example.gov.cn/{organ}/{year}.htm")
        save_capture(self.connection, self.crawl, "example", capture)
        saved = save_report(
            self.connection,
            site="example",
            capture=capture,
            content_digest=body or f"{organ} {year}",
            report=replace(report, sections=given),
            reader="1+a",
        )
        assert saved.report_id is not None
        return saved.report_id

    def strangers(self, year: int, number: int, said: str = "", first: int = 100) -> None:
        """Reports of other organs, each with an overview of its own, with `said` before it."""
        for organ in range(first, first + number):
            self.keep(organ, year, {"overview": said + written(organ * 31 + year)})

    def of(self, report: str) -> dict[str, tuple[object, ...]]:
        """What is said of each part of a report, as it is now."""
        refresh_views(self.connection)
        return {row[0]: tuple(row[1:]) for row in self.connection.execute(text(ASKED), {"report": report})}

    def section(self, report: str, columns: str) -> tuple[object, ...]:
        """These columns of its overview."""
        asked = f"SELECT {columns} FROM pub.section WHERE report_id = :report AND key = 'overview'"  # noqa: S608 - ours
        return tuple(self.connection.execute(text(asked), {"report": report}).one())


@pytest.fixture(scope="module")
def peopled(database: tuple[str, Engine], make_capture: Callable[..., Capture]) -> None:
    """Thirty reports of strangers on 2022, each with a statutory sentence, stay in the module's database."""
    with database[1].begin() as connection:
        Nation(connection, make_capture).strangers(2022, 30, STATUTE)


@pytest.fixture
def nation(peopled: None, connection: Connection, make_capture: Callable[..., Capture]) -> Nation:
    """What a test keeps besides them goes with it."""
    return Nation(connection, make_capture)


def test_copied_from_last_year(nation: Nation) -> None:
    """Every figure is another, every sentence the same."""
    said = written(1) + "全年收到申请{}件，"
    before = nation.keep(1, 2021, {"overview": STATUTE + said.format(5)})
    report = nation.keep(1, 2022, {"overview": STATUTE + said.format(2718)})
    assert nation.of(report)["overview"] == (1, None, 0, None, None)
    assert nation.section(report, "similarity_prev, similarity_peer, peer_report_id, similarity_prev_null") == (
        1.0,
        0.0,
        None,
        None,
    )
    assert nation.of(before)["overview"][:2] == (None, "too_few_reports")


def test_copied_from_a_neighbour(nation: Nation) -> None:
    """Of ten clauses of this report seven are the neighbour's, who has ten: 7 of 13 either has. Last year's: none."""
    neighbour = nation.keep(2, 2022, {"overview": STATUTE + written(2, 10)})
    nation.keep(1, 2021, {"overview": written(77)})
    own = "".join(f"{clause}，" for clause in written(3, 10).split("，")[7:10])
    report = nation.keep(1, 2022, {"overview": STATUTE + written(2, 7) + own})
    assert nation.of(report)["overview"] == (0, None, Decimal("0.7"), None, neighbour)
    similarity, peer = nation.section(report, "similarity_peer, peer_report_id")
    assert (similarity, peer) == (pytest.approx(7 / 13), neighbour)


def test_the_same_organs_other_report_is_no_neighbours(nation: Nation) -> None:
    """The text of one's own report of the year is never another publisher's."""
    nation.keep(1, 2022, {"overview": STATUTE + written(1)})
    report = nation.keep(1, 2022, {"overview": STATUTE + written(1)}, body="again")
    assert nation.of(report)["overview"][2:] == (0, None, None)


def test_only_what_the_law_says_is_shared(nation: Nation) -> None:
    nation.keep(1, 2021, {"overview": STATUTE + written(5)})
    report = nation.keep(1, 2022, {"overview": STATUTE + written(6)})
    assert nation.of(report)["overview"] == (0, None, 0, None, None)


def test_nothing_but_what_the_law_says(nation: Nation) -> None:
    """A section of set phrases is not judged, neither as copied nor as its own."""
    twice = STATUTE + "本机关无其他需要报告的重要事项，本机关未收取任何信息处理的费用，"
    for organ in range(200, 205):
        nation.keep(organ, 2022, {"other": twice})
    report = nation.keep(1, 2022, {"other": twice})
    assert nation.of(report)["other"] == (None, "set_phrases_only", None, "set_phrases_only", None)


@pytest.mark.parametrize(("bearers", "share"), [(3, 1), (4, 0)])
def test_more_than_five_per_cent(nation: Nation, bearers: int, share: int) -> None:
    """Of sixty reports of the year three are not more than 5 %, four are; this one has ten clauses of its own then."""
    shared = written(9)
    nation.strangers(2024, 60 - bearers)
    nation.strangers(2024, bearers - 1, shared, first=300)
    nation.keep(1, 2023, {"overview": shared})
    report = nation.keep(1, 2024, {"overview": shared + written(10) * (share == 0)})
    assert nation.of(report)["overview"][:2] == (share, None)


def test_two_of_twenty_are_no_set_phrase(nation: Nation) -> None:
    """More than 5 %, but a copy and its model."""
    nation.strangers(2024, 18)
    model, copy = (nation.keep(organ, 2024, {"overview": written(9)}) for organ in (1, 2))
    assert nation.of(copy)["overview"] == (None, "no_previous_year", 1, None, model)


def test_why_nothing_is_said(nation: Nation) -> None:
    nation.keep(1, 2021, {"overview": written(1)})
    report = nation.keep(1, 2022, {"overview": "工作有序开展。", "problems": written(8)})
    found = nation.of(report)
    assert found["overview"][:4] == (None, "too_short", None, "too_short")
    assert found["problems"][:4] == (None, "section_missing_before", None, "no_peer")
    assert found["other"][:4] == (None, "section_missing", None, "section_missing")
    assert found["all"][:2] == (None, "too_short")
    assert nation.section(report, "similarity_prev, similarity_prev_null") == (None, "too_short")
    early = nation.keep(3, 2019, {"overview": written(4)})
    late = nation.keep(3, 2022, {"overview": written(4)})
    assert nation.of(late)["overview"][:2] == (None, "no_previous_year")
    assert nation.of(early)["overview"][:2] == (None, "too_few_reports")


def test_all_parts_together(nation: Nation) -> None:
    """An overview copied whole, problems new: 100 of 200 characters; the section not there counts for nothing."""
    nation.strangers(2022, 2, first=400)
    nation.keep(5, 2022, {"problems": written(50)})
    nation.keep(1, 2021, {"overview": written(1), "problems": written(2)})
    report = nation.keep(1, 2022, {"overview": written(1), "problems": written(3)})
    found = nation.of(report)
    assert (found["overview"][0], found["problems"][0], found["all"][0]) == (1, 0, 0.5)


def test_personal_data_are_not_compared(nation: Nation) -> None:
    """Two reports that name other people in one sentence are alike; the name is in neither clause."""
    nation.keep(1, 2021, {"overview": written(1) + "信息公开科办公室受理，手机：15400001234，"})
    report = nation.keep(1, 2022, {"overview": written(1) + "信息公开科办公室受理，手机：15400009876，"})
    assert nation.of(report)["overview"][0] == 1
    assert nation.section(report, "n_masked") == (1,)


def test_only_years_that_changed_are_made_anew(nation: Nation) -> None:
    """The row numbers of Postgres tell whether a row was written again."""
    nation.keep(1, 2019, {"overview": written(1)})
    report = nation.keep(1, 2022, {"overview": written(2)})
    asked = text("SELECT year, max(xmin::text || ctid::text) FROM text_reuse GROUP BY year ORDER BY year")
    first, again = ((nation.of(report), nation.connection.execute(asked).all())[1] for _ in range(2))
    assert first == again
    nation.keep(1, 2022, {"overview": written(9)}, body="changed")
    assert nation.of(report)["overview"][:2] == (None, "no_previous_year")
    third = nation.connection.execute(asked).all()
    assert [old == new for old, new in zip(again, third, strict=True)] == [True, False]


def test_a_reading_that_was_not_compared_says_so(nation: Nation) -> None:
    report = nation.keep(1, 2022, {"overview": written(1)})
    assert nation.section(report, "similarity_prev, similarity_prev_null") == (None, "not_made_yet")


def test_a_withheld_report_is_nobodys_model(nation: Nation) -> None:
    model = nation.keep(2, 2022, {"overview": written(2)})
    copy = nation.keep(1, 2022, {"overview": written(2)})
    assert nation.of(copy)["overview"][4] == model
    decide(nation.connection, target_of(nation.connection, model), "withheld", by="li", note="asked for")
    assert nation.of(copy)["overview"][2:] == (0, None, None)
    assert nation.of(model)["overview"][:2] == (None, "withheld")


def test_every_held_report_has_every_part(nation: Nation) -> None:
    refresh_views(nation.connection)
    rows = nation.connection.execute(text("SELECT count(*), count(DISTINCT report_id) FROM pub.text_reuse")).one()
    assert tuple(rows) == (30 * (len(reuse().parts) + 1), 30)
    untold = "SELECT count(*) FROM pub.text_reuse WHERE (text_reuse_{0} IS NULL) <> ({0}_null_reason IS NOT NULL)"
    for side in ("prev", "peer"):
        assert nation.connection.execute(text(untold.format(side))).scalar_one() == 0
