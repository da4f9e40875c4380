"""What was written is made anew alone, and gives the rows that making everything anew gives: random edits."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO

from sqlalchemy import Connection, text

from nianbao.domain.capture import Capture
from nianbao.domain.report import Coverage, Report
from nianbao.store.decide import decide, endorse, target_of
from nianbao.store.denominators import import_denominators
from nianbao.store.rows import ListingRow
from nianbao.store.save import mark_listing, save_capture, save_listing, save_report, save_sites, start_crawl
from nianbao.store.save_looks import LookRow, OutcomeRow, save_look, save_outcomes
from nianbao.store.views import kept_named
from nianbao.store.views.kept import KEPT, refresh_views, remake_views

CODES = ("350128", "430181", "110101")
NAMES = {"350128": "平潭县人民政府", "430181": "浏阳市人民政府", "110101": "东城区人民政府"}
SITES = ("made_one", "made_two", "made_three")
FORMS = {"annex": "national_2014"}, {"t3": "national_2021", "t4": "national_2021"}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROUNDS, EDITS = 3, 16


@dataclass(frozen=True)
class Row:
    """A row of the registry."""

    name: str
    region: str
    publisher: str
    list_url: str | None
    family: str = "made"
    first_year: int = 2019
    evidence: str = "made"


@dataclass
class Editor:
    """Does at random what crawls, readers and persons do to a database."""

    connection: Connection
    make_report: Callable[..., Report]
    make_capture: Callable[..., Capture]
    chance: random.Random

    def __post_init__(self) -> None:
        self.crawl = start_crawl(self.connection, SITES, "replay", vantage="made")

    def edit(self) -> None:
        """One of them."""
        self.chance.choice(
            [self.read, self.read, self.read, self.list, self.look, self.ask, self.register, self.judge, self.count]
        )()

    def address(self) -> str:
        return f"http://www.{self.chance.choice(SITES)}.gov.cn/{self.chance.randint(1, 6)}.htm".replace("_", "-")

    def read(self) -> None:
        """A page is captured and read: another content, or the same by another reader; now and then as of elsewhere."""
        url, code, form = self.address(), self.chance.choice(CODES), self.chance.choice(FORMS)
        year = self.chance.choice((2017, 2018) if "annex" in form else (2021, 2022))
        printed = (
            {"b.req_received": "5"} if "annex" in form else {"t3.new_received.total": str(self.chance.randint(1, 3))}
        )
        name = self.chance.choice((NAMES[code], NAMES[code] + "办公室"))
        coverage = self.chance.choice((Coverage.AGGREGATE, Coverage.OWN))
        report = self.make_report(year, name=name, coverage=coverage, region=code, cells=printed)
        capture = self.make_capture(url, days=self.chance.randint(0, 9))
        site = self.chance.choice(SITES)
        save_capture(self.connection, self.crawl, site, capture)
        save_report(
            self.connection,
            site=site,
            capture=capture,
            content_digest=f"{url} {self.chance.randint(1, 2)}",
            report=replace(report, forms=form),
            reader=f"{self.chance.randint(1, 9)}+a",
        )

    def list(self) -> None:
        code, url, site = self.chance.choice(CODES), self.address(), self.chance.choice(SITES)
        published = date(2023, self.chance.randint(1, 12), 1)
        row = ListingRow(
            site, url, "年度报告", published, NAMES[code], 2022, "report", region_code=code, organ=NAMES[code]
        )
        save_listing(self.connection, [row])
        mark_listing(self.connection, site, url, self.chance.choice(("gone", "blocked", "listed")), "made")

    def look(self) -> None:
        began = NOON - timedelta(days=self.chance.randint(0, 1400))
        shown = [self.shown() for _ in range(2)]
        site, state = self.chance.choice(SITES), self.chance.choice(("complete", "blocked"))
        look = LookRow(site, began, began, f"http://{site}/", state, True, shown, None, "", "", None)
        save_look(self.connection, self.crawl, look)

    def shown(self) -> dict[str, object]:
        code = self.chance.choice(CODES)
        return {"url": self.address(), "year": 2022, "region": code, "organ": NAMES[code], "published": "2023-02-01"}

    def ask(self) -> None:
        at = NOON - timedelta(days=self.chance.randint(0, 900))
        state = self.chance.choice(("held", "gone", "unreachable"))
        outcome = OutcomeRow(self.chance.choice(SITES), self.address(), at, state, "made", "made", None)
        save_outcomes(self.connection, self.crawl, [outcome])

    def register(self) -> None:
        code, site = self.chance.choice(CODES), self.chance.choice(SITES)
        host = self.chance.choice(SITES).replace("_", "-")
        save_sites(self.connection, [Row(site, code, NAMES[code], f"http://www.{host}.gov.cn/list/")])

    def judge(self) -> None:
        """A person withholds a report or a cell, or corrects one, with a second one who agrees."""
        held = self.connection.execute(text("SELECT report_id, key FROM pub.figure ORDER BY 1, 2")).all()
        if not held:
            return
        found = self.chance.choice(held)
        name, verdict = self.chance.choice(
            (
                (found.report_id, "withheld"),
                (f"{found.report_id}/{found.key}", "withheld"),
                (found.report_id, "duplicate"),
            )
        )
        decide(self.connection, target_of(self.connection, name), verdict, by="li", note="made")
        cell = target_of(self.connection, f"{found.report_id}/{found.key}")
        number = decide(
            self.connection,
            cell,
            "corrected",
            by="li",
            note="made",
            value=Decimal(self.chance.randint(1, 9)),
            evidence="http://x.cn/",
        )
        if self.chance.random() < 0.5:
            endorse(self.connection, number, "wang")

    def count(self) -> None:
        line = f"code,year,population\n{self.chance.choice(CODES)},2022,{self.chance.randint(1, 9)}0000\n"
        import_denominators(
            self.connection, StringIO(line), source="示例年鉴", vintage=str(self.chance.randint(2000, 2900))
        )


def rows_of(connection: Connection, *, told: bool = False) -> dict[str, str]:
    """A digest of all rows of each kept view: as it is kept, or as its SELECT gives them now."""
    source = {name: f"({kept_named(name).select})" if told else name for name in KEPT}
    return {
        name: connection.exec_driver_sql(
            f"SELECT md5(string_agg(md5(row::text), '' ORDER BY md5(row::text))) FROM {rows} AS row"  # noqa: S608 - ours
        ).scalar_one()
        for name, rows in source.items()
    }


def test_what_was_touched_gives_what_everything_gives(
    connection: Connection, make_report: Callable[..., Report], make_capture: Callable[..., Capture]
) -> None:
    editor = Editor(connection, make_report, make_capture, random.Random(1))  # noqa: S311 - to be had again by its seed
    refresh_views(connection)
    for _ in range(ROUNDS):
        for _ in range(EDITS):
            editor.edit()
        assert "all" not in connection.exec_driver_sql("SELECT what FROM stale").scalars()
        refresh_views(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM stale").scalar_one() == 0
        touched = rows_of(connection)
        remake_views(connection)
        assert rows_of(connection) == touched
    assert rows_of(connection, told=True) == touched
    assert connection.exec_driver_sql("SELECT count(*) FROM report_kept").scalar_one() > 5


def test_what_was_not_noted_is_seen_by_the_comparison(
    connection: Connection, make_report: Callable[..., Report], make_capture: Callable[..., Capture]
) -> None:
    editor = Editor(connection, make_report, make_capture, random.Random(2))  # noqa: S311 - to be had again by its seed
    for write in (editor.read, editor.read, editor.list, editor.look, editor.count):
        write()
    connection.exec_driver_sql("DELETE FROM stale")
    refresh_views(connection)
    touched = rows_of(connection)
    remake_views(connection)
    made = rows_of(connection)
    assert {"report_kept", "figure_kept", "coverage_kept"} <= {name for name in KEPT if made[name] != touched[name]}
