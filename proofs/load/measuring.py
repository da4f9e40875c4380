"""What is measured of the made nation, and how busy the machine was: beside other work seconds say little."""

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from sqlalchemy import Connection, Engine, text

from nianbao.store.views.kept import refresh_views, remake_views
from proofs.load.crawled import crawl_again
from proofs.load.filling import load, raw_copy, settle, shelve
from proofs.load.nation import Kept, divisions, keys_of, value_of

STATE = text(
    "SELECT count(*), sum(value), (SELECT count(*) FROM reading), (SELECT count(*) FROM reading_run) FROM figure"
)
QUESTIONS = {
    "region_history": (
        "SELECT series_id, year, key, value, status, quality FROM pub.figure_history "
        "WHERE region_id = (SELECT region_id FROM region_code WHERE code = '990101')"
    ),
    "region_panel_of_one": "SELECT * FROM pub.report_panel WHERE region_code = '990101' ORDER BY year",
    "national_panel": (
        "SELECT code_year, year, cell_state, t3_new_tot, t3_gr_full_tot, t3_disposed_tot FROM pub.region_panel "
        "WHERE level_year = 'county' AND code_year LIKE '99%%'"
    ),
    # As of now, not kept: what is not refreshed yet is in them.
    "report_direct": "SELECT * FROM pub.report",
    "figure_of_a_region_direct": "SELECT * FROM pub.figure WHERE region_code = '990101'",
    "figure_direct": "SELECT key, count(value), sum(value) FROM pub.figure GROUP BY key",
}
BOUNDS = {
    "region_history": 5.0,
    "region_panel_of_one": 5.0,
    "national_panel": 100.0,
    "report_direct": 2000.0,
    "figure_of_a_region_direct": 1000.0,
    "figure_direct": 15000.0,
}
SHOWN = text("SELECT sum(value) FROM figure_kept WHERE report_id = :report")
SITES = 5  # crawled one after the other
ONE_SITE_BOUND = 2.0


def measured(engine: Engine, counties: int, with_reports: int) -> dict[str, Any]:
    """Load, load again, make the views, ask; seconds and milliseconds, and the rows of each answer."""
    with engine.begin() as connection:
        kept = settle(connection, divisions(counties), with_reports)
        given = shelve(connection, kept)
    with engine.begin() as connection:
        written, seconds = load(connection, given)
        before = tuple(connection.execute(STATE).one())
    with engine.begin() as connection:
        again, _ = load(connection, given)
        after = tuple(connection.execute(STATE).one())
        raw = raw_copy(connection)
    busy = os.getloadavg()[0]
    return {
        "counties": counties,
        "readings": written,
        "figures": int(before[0]),
        "load_seconds": round(seconds, 2),
        "raw_copy_seconds": round(raw, 2),
        "cores": os.cpu_count(),
        "load_average_while_loading": round(busy, 1),
        "written_again": again,
        "changed_by_loading_again": before != after,
        "refresh": _refresh(engine, kept),
        "questions": _questions(engine),
    }


def _refresh(engine: Engine, kept: Sequence[Kept]) -> dict[str, float]:
    """Seconds to make the kept views: where all is new, all of them where nothing changed, and after crawls of one site
    each, the middle and the slowest of five.
    """
    new = _timed(engine, refresh_views)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    whole = _timed(engine, remake_views)
    sites = [_after_a_crawl(engine, kept, place) for place in range(SITES)]
    return {
        "all_new_seconds": round(new, 2),
        "whole_seconds": round(whole, 2),
        "one_site_seconds": round(median(sites), 2),
        "one_site_slowest_seconds": round(max(sites), 2),
        "one_site_bound_seconds": ONE_SITE_BOUND,
        "load_average": round(os.getloadavg()[0], 1),
    }


def _after_a_crawl(engine: Engine, kept: Sequence[Kept], place: int) -> float:
    """Seconds until the kept views show what a crawl of one county's site wrote. Raises SystemExit: they do not."""
    counties = sorted({report.code for report in kept})
    site = [report for report in kept if report.code == counties[place % len(counties)]]
    with engine.begin() as connection:
        crawl_again(connection, site, place + 1)
    took = _timed(engine, refresh_views)
    newest = replace(site[-1], edit=place + 1)
    expected = sum(value_of(newest, number) for number in range(len(keys_of(newest.year))))
    with engine.connect() as connection:
        shown = connection.execute(SHOWN, {"report": newest.report_id}).scalar_one()
    if shown != expected:
        raise SystemExit(f"{newest.report_id}: the kept views show {shown}, the crawl brought {expected}")
    return took


def _timed(engine: Engine, what: Callable[[Connection], None]) -> float:
    began = time.perf_counter()
    with engine.begin() as connection:
        what(connection)
    return time.perf_counter() - began


def _questions(engine: Engine) -> dict[str, dict[str, float]]:
    with engine.connect() as connection:
        return {name: _asked(connection, name, question) for name, question in QUESTIONS.items()}


def _asked(connection: Connection, name: str, question: str) -> dict[str, float]:
    """The median of nine runs at the server, three of the long ones, without planning; the rows of the answer."""
    plans = [_explained(connection, question) for _ in range(9 if BOUNDS[name] < 500 else 3)]
    return {
        "rows": plans[0]["Plan"]["Actual Rows"],
        "milliseconds": round(median(plan["Execution Time"] for plan in plans), 2),
        "planning_milliseconds": round(median(plan["Planning Time"] for plan in plans), 2),
        "bound": BOUNDS[name],
    }


def _explained(connection: Connection, question: str) -> dict[str, Any]:
    found = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT json) {question}").scalar_one()
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]
    return plan
