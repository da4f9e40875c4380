"""The researchers' views, asked by the reader role in the wheel's own psql; nothing else answers it."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from nianbao.domain.capture import Capture
from nianbao.domain.report import Claim, Coverage, Finding, FindingClass, Report, Severity
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

MakeReport = Callable[..., Report]
Ask = Callable[[str], "subprocess.CompletedProcess[str]"]


GRANTED = "t3.granted.total"


def stating(report: Report, key: str, *numbers: int) -> Report:
    """The report with prose that states these numbers for a figure, counting what its tables count."""
    claims = (Claim(key, Decimal(number), f"示例{number}件", 1, report.coverage) for number in numbers)
    return replace(report, claims=(*report.claims, *claims))


def against(rule: str, key: str, stated: int) -> Finding:
    """What the checks say of a number stated for a figure."""
    return Finding(rule, Severity.SOFT, FindingClass.PROSE, (key,), "示例", Decimal(1), Decimal(stated))


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
    own = {GRANTED: "99", "t3.denied.state_secret.natural_person": "2", "t3.other_outcome.single.total": "1"}
    year_of_two = (date(2019, 7, 1), date(2020, 6, 30))
    kept = (
        replace(make_report(2008, cells={}), forms={"annex": "sh_family_2008"}, coverage_evidence="publisher: 示例县"),
        replace(
            stating(make_report(2020, cells={"t3.granted.total": "10"}, findings=(sum_finding,)), GRANTED, 10),
            period=year_of_two,
        ),
        stating(
            stating(make_report(2022, cells={GRANTED: "30", "t3.disposed.total": ""}), GRANTED, 30, 31),
            "t3.disposed.total",
            40,
        ),
        stating(
            make_report(
                2023,
                cells={"t3.disposed.total": "5", "t3.unknown.1.total": "7"},
                findings=(missing, against("P.DONE", "t3.disposed.total", 6)),
            ),
            "t3.disposed.total",
            6,
        ),
        stating(
            make_report(2023, cells=own, coverage=Coverage.OWN, findings=(against("P.MEANING", GRANTED, 120),)),
            GRANTED,
            120,
        ),
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
        # A row of the form of 2019 in the table of 2021.
        ("SELECT form, outcome_class FROM figure WHERE key = 't3.other_outcome.single.total'", "national_2021|other"),
        (
            (
                "SELECT sector, outcome_class, ground_class, applicant_class FROM pub.figure_history "
                "WHERE key = 't3.denied.state_secret.natural_person'"
            ),
            "general_government|exemption_refusal|mandatory|natural_person",
        ),
        (
            (
                "SELECT year, coverage, key, claim_value, claim_fits FROM pub.figure WHERE claim_fits IS NOT NULL "
                "ORDER BY year, coverage, key"
            ),
            (
                "2020|aggregate|t3.granted.total|10|figure\n"
                "2022|aggregate|t3.disposed.total|40|not_compared\n"
                "2022|aggregate|t3.granted.total||prose_differs\n"
                "2023|aggregate|t3.disposed.total|6|nothing\n"
                "2023|own|t3.granted.total|120|other_meaning"
            ),
        ),
        (
            (
                "(TABLE pub.figure EXCEPT TABLE pub.figure_history) UNION ALL "
                "(TABLE pub.figure_history EXCEPT SELECT * FROM pub.figure_asof(NULL))"
            ),
            "",
        ),
        (
            (
                "SELECT legal_basis_2019, ground_class, counting_rule, measure, valid_min, identities "
                "FROM pub.codebook WHERE key = 't3.denied.internal_affairs.total'"
            ),
            "条例第十六条|discretionary|exclusive|count|0|{T3.SUM,T3.COLS}",
        ),
        (
            "SELECT structural_zero_except FROM pub.codebook WHERE key = 't2.rules.issued'",
            "{province,prefecture,state_council_organ}",
        ),
        (
            (
                "SELECT form, outcome_class, label_zh FROM pub.form_cell WHERE key = 'a.reply_refused_total' "
                "AND form IN ('sh_family_2008', 'fujian_2014') ORDER BY form"
            ),
            "fujian_2014|refused_undivided|3、不予公开答复数｜当年\nsh_family_2008||否决公开答复总数｜本年累计",
        ),
        (
            (
                "SELECT rule, n, printed_on_form, between_years FROM pub.identity "
                "WHERE form = 'national_2021' AND (severity = 'official' OR rule = 'XY.CARRY') ORDER BY rule"
            ),
            "T3.COLS|25|t|f\nT3.FLOW|7|t|f\nT3.SUM|7|t|f\nT4.SUM|3|t|f\nXY.CARRY|7|f|t",
        ),
        ("SHOW default_transaction_read_only", "on"),
        ("SHOW statement_timeout", "1min"),
        ("SELECT count(*) FROM report", "5"),
        (
            (
                "SELECT year, period_start, period_end, period_months, period_basis, coverage_basis, form_family, "
                "edition_rule FROM report_history WHERE coverage = 'aggregate' ORDER BY year LIMIT 3"
            ),
            (
                "2008|2008-05-01|2008-12-31|8|assumed|publisher_name|sh|only\n"
                "2020|2019-07-01|2020-06-30|12|stated|stated||only\n"
                "2022|2022-01-01|2022-12-31|12|assumed|stated||only"
            ),
        ),
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
