"""What the reader role and the commands see of prose: nothing personal, in no view and after every upgrade."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Connection, Engine, select, update

from nianbao.domain.capture import Capture
from nianbao.domain.report import Claim, Coverage, Finding, FindingClass, Report, Section, Severity
from nianbao.store import models
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.masking import fill_masks
from nianbao.store.migrate import is_current
from nianbao.store.queries import findings_of, reports
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

# Invented, of a range that is given to nobody, in every text of a report that a view or a command shows.
MOBILE = "15400001234"
PROSE = f"收到申请27件，联系人：张某某，手机：{MOBILE}，邮箱：nobody@example.com。"


def personal(report: Report) -> Report:
    """The report with a mobile in its title, evidence, section, claim and finding."""
    finding = Finding("P.NEW", Severity.SOFT, FindingClass.PROSE, ("t3.granted.total",), f"states 27 (“{PROSE}”)")
    return replace(
        report,
        title=f"示例县年度报告（{MOBILE}）",
        coverage_evidence=PROSE,
        sections=(Section(1, "overview", f"一、总体情况 {MOBILE}", PROSE),),
        claims=(Claim("t3.new_received.total", Decimal(27), PROSE, 1, Coverage.AGGREGATE),),
        findings=(finding,),
    )


@pytest.fixture(scope="module")
def held(
    database: tuple[str, Engine], make_report: Callable[..., Report], make_capture: Callable[..., Capture]
) -> tuple[str, Engine]:
    """A database that holds one such report."""
    name, engine = database
    capture = make_capture()
    with engine.begin() as connection:
        save_capture(connection, start_crawl(connection, ["example"], "replay"), "example", capture)
        report = personal(make_report())
        save_report(connection, site="example", capture=capture, content_digest="1", report=report, reader="1+a")
        refresh_views(connection)
    return name, engine


@pytest.fixture
def psql(held: tuple[str, Engine], embedded_server: EmbeddedServer) -> Callable[[str], str]:
    """Asks as the reader role."""

    def ask(query: str) -> str:
        url = embedded_server.url(held[0], "nianbao_reader")
        program = [str(embedded_server.program("psql")), url, "--no-psqlrc", "-AtqF|", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run([*program, "-c", query], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return ask


def test_no_view_shows_it(psql: Callable[[str], str]) -> None:
    views = psql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'pub'::regnamespace AND relkind IN ('v', 'r')"
    ).split()
    assert {"report", "section", "section_mask", "claim", "finding", "figure_history", "report_panel"} <= set(views)
    assert psql("SELECT count(*) > 0 FROM figure_history") == "t"
    for view in views:
        shown = psql(f"TABLE pub.{view}")
        assert all(word not in shown for word in (MOBILE, "nobody", "张某某")), view


def test_what_they_show_instead(psql: Callable[[str], str]) -> None:
    masked = "收到申请27件，联系人：〔联系人〕，手机：〔手机〕，邮箱：〔邮箱〕。"
    assert psql("SELECT heading, text, chars, n_masked FROM section") == (
        f"一、总体情况 〔手机〕|{masked}|{len(PROSE)}|3"
    )
    assert psql("SELECT sentence_masked, value FROM claim") == f"{masked}|27"
    assert psql("SELECT message FROM finding") == f"states 27 (“{masked}”)"
    assert psql("SELECT title, coverage_evidence FROM report") == f"示例县年度报告（〔手机〕）|{masked}"
    assert (
        psql("SELECT kind, start, stop FROM section_mask ORDER BY place") == "contact|12|15\nmobile|19|30\nemail|34|52"
    )


def test_figures_are_as_printed(psql: Callable[[str], str]) -> None:
    assert psql("SELECT raw, value FROM figure WHERE value IS NOT NULL") == "27|27"


def test_commands_show_masked_messages(held: tuple[str, Engine]) -> None:
    with held[1].connect() as connection:
        [found] = findings_of(connection, reports(connection))
    assert MOBILE not in found.finding.message


def test_the_text_as_read_stays_with_the_owner(held: tuple[str, Engine]) -> None:
    with held[1].connect() as connection:
        assert connection.execute(select(models.Section.text)).scalar_one() == PROSE


def test_texts_of_an_older_version_are_masked_by_the_upgrade(held: tuple[str, Engine]) -> None:
    """As migration 0008 finds them: without masked texts, which no view shows; then filled, once."""
    with held[1].connect() as connection:
        before = everything(connection)
        connection.execute(update(models.Section).values(text_masked=None, heading_masked=None, masks=None))
        connection.execute(update(models.Claim).values(text_masked=None))
        connection.execute(update(models.Finding).values(message_masked="as older patterns left it"))
        connection.execute(update(models.Reading).values(title_masked=None))
        fill_masks(connection)
        assert everything(connection) != before, "the patterns are those the texts were masked by: nothing to do"
        connection.execute(update(models.Installed).where(models.Installed.part == "masks").values(digest="older"))
        fill_masks(connection)
        assert everything(connection) == before
        connection.rollback()


def test_new_patterns_make_a_database_old(held: tuple[str, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    """The patterns are among what a database is set up from."""
    from nianbao.store import migrate

    assert is_current(held[1])
    monkeypatch.delitem(migrate.SOURCES, "nianbao.domain.personal")
    migrate.fingerprint.cache_clear()
    assert not is_current(held[1])
    monkeypatch.undo()
    migrate.fingerprint.cache_clear()


def everything(connection: Connection) -> list[object]:
    """Every row that holds a masked text."""
    tables = (models.Reading, models.Section, models.Claim, models.Finding)
    return [row for table in tables for row in connection.execute(select(table.__table__)).all()]
