"""What is measured of the made nation, and how busy the machine was: beside other work seconds say little."""

import json
import os
import time
from statistics import median
from typing import Any

from sqlalchemy import Connection, Engine, text

from nianbao.store.views.kept import refresh_views
from proofs.load.filling import load, raw_copy, settle, shelve
from proofs.load.nation import divisions

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
}
BOUNDS = {"region_history": 5.0, "region_panel_of_one": 5.0, "national_panel": 100.0}


def measured(engine: Engine, counties: int, with_reports: int) -> dict[str, Any]:
    """Load, load again, make the views, ask; seconds and milliseconds, and the rows of each answer."""
    with engine.begin() as connection:
        given = shelve(connection, settle(connection, divisions(counties), with_reports))
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
        "refresh": _refresh(engine),
        "questions": _questions(engine),
    }


def _refresh(engine: Engine) -> dict[str, float]:
    """Seconds to make the kept views: at once, as after an upgrade, then beside readers."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
        began = time.perf_counter()
        connection.exec_driver_sql("SELECT refresh_views(true)")
        at_once = time.perf_counter() - began
        began = time.perf_counter()
        refresh_views(connection)
        beside = time.perf_counter() - began
        connection.exec_driver_sql("VACUUM")
    busy = round(os.getloadavg()[0], 1)
    return {
        "at_once_seconds": round(at_once, 2),
        "beside_readers_seconds": round(beside, 2),
        "load_average": busy,
    }


def _questions(engine: Engine) -> dict[str, dict[str, float]]:
    with engine.connect() as connection:
        return {name: _asked(connection, name, question) for name, question in QUESTIONS.items()}


def _asked(connection: Connection, name: str, question: str) -> dict[str, float]:
    """The median of nine runs at the server, planning left out, and the rows of the answer."""
    plans = [_explained(connection, question) for _ in range(9)]
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
