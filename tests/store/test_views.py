"""The researchers' views, asked by the reader role in the wheel's own psql; nothing else answers it."""

import subprocess
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from nianbao.domain.capture import Capture
from nianbao.domain.report import Coverage, Finding, FindingClass, Report, Severity
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

MakeReport = Callable[..., Report]
Ask = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def ask(
    database: tuple[str, Engine],
    embedded_server: EmbeddedServer,
    make_report: MakeReport,
    make_capture: Callable[..., Capture],
    sum_finding: Finding,
) -> Ask:
    """Asks by the reader role a database that holds 2020, 2022 and 2023 of one series and 2023 of another."""
    missing = Finding("ROW.MISSING", Severity.SOFT, FindingClass.READING, ("t3.granted",), "示例")
    kept = (
        make_report(2020, cells={"t3.granted.total": "10"}, findings=(sum_finding,)),
        make_report(2022, cells={"t3.granted.total": "30", "t3.disposed.total": ""}),
        make_report(2023, cells={"t3.disposed.total": "5", "t3.unknown.1.total": "7"}, findings=(missing,)),
        make_report(2023, cells={"t3.granted.total": "99"}, coverage=Coverage.OWN),
    )
    name, engine = database
    with engine.begin() as connection:
        crawl = start_crawl(connection, ["example"], "replay")
        for number, report in enumerate(kept):
            capture = make_capture(f"http://www.example.gov.cn/{number}.htm")
            save_capture(connection, crawl, "example", capture)
            save_report(
                connection, site="example", capture=capture, content_digest=str(number), report=report, reader="1+a"
            )
        refresh_views(connection)

    def ask(query: str) -> "subprocess.CompletedProcess[str]":
        url = embedded_server.url(name, "nianbao_reader")
        # One statement a transaction, so that a SET holds for the next.
        commands = [part for statement in query.split("; ") for part in ("-c", statement)]
        psql = [str(embedded_server.program("psql")), url, "--no-psqlrc", "-AtqF|", "-v", "ON_ERROR_STOP=1", *commands]
        return subprocess.run(psql, capture_output=True, text=True, check=False)

    return ask


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            "SELECT series_id, year, tables_found, n_documents FROM pub.report WHERE coverage = 'own'",
            "350128-ga207d5d9-o|2023|{t3}|1",
        ),
        (
            (
                "SELECT tbl, line, line_group, col, form, value, status FROM pub.figure WHERE cell_id = "
                "'350128-ga207d5d9-2023-a/t3.unknown.1.total'"
            ),
            "t3|unknown.1|unknown|total|national_2021|7|number",
        ),
        ("SELECT rule, expected, actual, residual FROM pub.finding WHERE year = 2020", "T3.SUM|26|20|-6"),
        (
            (
                "SELECT year, prev_year, change, comparable, not_comparable_because FROM pub.year_over_year "
                "WHERE key = 't3.granted.total' AND year = 2022"
            ),
            "2022|2020|20|f|{gap,quality}",
        ),
        (
            (
                "SELECT change, comparable, not_comparable_because FROM pub.year_over_year "
                "WHERE key = 't3.disposed.total' AND year = 2023"
            ),
            "|f|{quality}",
        ),
        ("SELECT t3_gr_full_tot FROM pub.report_panel WHERE report_id = '350128-ga207d5d9-2022-a'", "30"),
        (
            (
                "SELECT t3_gr_full_tot, t3_disposed_tot, t3_ot_single_tot, t4_rc_tot, a_req FROM report_panel_status "
                "WHERE report_id = '350128-ga207d5d9-2023-a'"
            ),
            "row_missing|number|not_on_form|no_table|not_on_form",
        ),
        ("SELECT key, unit FROM pub.codebook WHERE short_name = 't3_gr_full_tot'", "t3.granted.total|件"),
        ("SHOW default_transaction_read_only", "on"),
        ("SHOW statement_timeout", "1min"),
        ("SELECT count(*) FROM report", "4"),
    ],
)
def test_the_views_answer_the_reader(ask: Ask, query: str, answer: str) -> None:
    done = ask(query)
    assert (done.stdout.strip(), done.stderr) == (answer, "")


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("SELECT * FROM public.figure", "permission denied for table figure"),
        ("SELECT * FROM public.reading_held", "permission denied for view reading_held"),
        ("CREATE TABLE pub.mine (a int)", "cannot execute CREATE TABLE in a read-only transaction"),
        ("SET default_transaction_read_only = off; DELETE FROM pub.codebook", "permission denied for view codebook"),
        ("SET default_transaction_read_only = off; UPDATE public.figure SET value = 1", "permission denied"),
        ("SET default_transaction_read_only = off; CREATE TABLE public.mine (a int)", "permission denied for schema"),
        ("SET default_transaction_read_only = off; CREATE TABLE pub.mine (a int)", "permission denied for schema pub"),
        ("SET statement_timeout = 50; SELECT pg_sleep(5)", "canceling statement due to statement timeout"),
    ],
)
def test_everything_else_is_refused(ask: Ask, query: str, refusal: str) -> None:
    done = ask(query)
    assert done.returncode != 0
    assert refusal in done.stderr
