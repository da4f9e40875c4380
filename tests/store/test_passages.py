"""Masked prose as passages: every phrase of a text is found, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product
from random import Random

import pytest
from sqlalchemy import Connection, Engine, text

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report, Section
from nianbao.store.decide import Target, decide
from nianbao.store.passages import LONGEST, SIZE, passages_of, phrase_query
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

MOBILE = "15400001234"  # of a range that is given to nobody
# Of few characters, so that pairs come again and again, with quotes and backslashes that a query must not stumble over.
ALPHABET = "公开信息'\\ \n:&A，"


def found(connection: Connection, phrase: str) -> set[int]:
    query = phrase_query(phrase)
    assert query is not None
    rows = connection.execute(
        text("SELECT DISTINCT year FROM pub.passage WHERE pairs @@ CAST(:q AS tsquery)"), {"q": query}
    )
    return {row.year for row in rows}


@pytest.fixture(scope="module")
def prose() -> dict[int, str]:
    """Year -> text: short, longer than a passage, one pair more often than Postgres keeps places, with a mobile."""
    random = Random(7)  # noqa: S311 - a draw that can be repeated is wanted
    made = {year: "".join(random.choices(ALPHABET, k=60 * (year - 2010))) for year in range(2011, 2021)}
    return made | {2021: "公" * 900, 2022: f"联系人手机：{MOBILE}，已经答复。"}


@pytest.fixture(scope="module")
def kept(
    database: tuple[str, Engine],
    prose: dict[int, str],
    make_report: Callable[..., Report],
    make_capture: Callable[..., Capture],
) -> Engine:
    """The module's database, holding a report of each year with that text."""
    with database[1].begin() as connection:
        crawl = start_crawl(connection, ["example"], "replay")
        for year, said in prose.items():
            capture = make_capture(f"http://www.example.gov.cn/{year}.htm")
            save_capture(connection, crawl, "example", capture)
            report = replace(make_report(year), sections=(Section(1, "overview", "一、总体情况", said),))
            save_report(
                connection, site="example", capture=capture, content_digest=str(year), report=report, reader="1+a"
            )
        refresh_views(connection)
    return database[1]


def plain(said: str) -> str:
    return "".join(said.split()).lower()


def test_a_phrase_is_found_in_the_texts_that_hold_it_and_in_no_other(kept: Engine, prose: dict[int, str]) -> None:
    random = Random(8)  # noqa: S311
    phrases = ["".join(pair) for pair in product("公开信a'\\", repeat=2)]
    made = {year: said for year, said in prose.items() if MOBILE not in said}
    for said in made.values():
        whole = plain(said)
        for length in (3, 9, LONGEST):
            first = random.randrange(max(1, len(whole) - length))
            phrases.append(whole[first : first + length])
    with kept.connect() as connection:
        for phrase in phrases:
            right = {year for year, said in made.items() if phrase in plain(said)}
            assert found(connection, phrase) == right, phrase


def test_what_is_masked_is_not_found(kept: Engine) -> None:
    with kept.connect() as connection:
        assert found(connection, MOBILE) == set()
        assert found(connection, "已经答复") == {2022}


def test_the_text_of_a_passage_is_that_of_its_section(kept: Engine) -> None:
    with kept.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT passage.text, substr(section.text, start + 1, stop - start) AS cut FROM pub.passage "
                "JOIN pub.section USING (report_id, position)"
            )
        ).all()
    assert rows
    assert all(row.text == row.cut for row in rows)


def test_a_withheld_report_is_not_found(kept: Engine) -> None:
    with kept.connect() as connection, connection.begin() as transaction:
        (report_id,) = connection.execute(text("SELECT report_id FROM pub.report WHERE year = 2022")).scalars()
        decide(connection, Target(report_id), "withheld", by="li", note="test")
        assert found(connection, "已经答复") == set()
        transaction.rollback()


def test_how_many_are_searched_stands_beside_the_hits(kept: Engine) -> None:
    with kept.connect() as connection:
        rows = connection.execute(text("SELECT year, n_reports, n_searched FROM pub.searched ORDER BY year")).all()
    assert [(row.year, row.n_reports, row.n_searched) for row in rows] == [(year, 1, 1) for year in range(2011, 2023)]


def test_passages_overlap_by_the_longest_phrase() -> None:
    cuts = list(passages_of("字" * 1000))
    assert cuts[0].stop - cuts[0].start == SIZE
    assert all(before.stop - after.start == LONGEST for before, after in pairwise(cuts))
    assert cuts[-1].stop == 1000


@pytest.mark.parametrize("phrase", ["", "公", " 公 ", "公" * (LONGEST + 1)])
def test_a_phrase_too_short_or_too_long_is_no_query(phrase: str) -> None:
    assert phrase_query(phrase) is None
