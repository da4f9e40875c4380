"""What is measured: a region's page never asked for before, many readers at once, and phrases that are rare or not."""

import os
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from nianbao.store.views.kept import refresh_views
from proofs.explorer.asking import ask, at_once, explorer, found, told
from proofs.explorer.prose import PLANTED, SEED, write_prose
from proofs.load.filling import load, settle, shelve
from proofs.load.nation import divisions

PAGE_BOUND, SEARCH_BOUND, RATE_BOUND = 50.0, 50.0, 300.0
PARAGRAPHS = 1_000_000
ASKED_AGAIN = 15


def fill(engine: Engine, counties: int, with_reports: int, passages: int) -> dict[str, Any]:
    """The made nation with its prose, and the kept views."""
    with engine.begin() as connection:
        given = shelve(connection, settle(connection, divisions(counties), with_reports))
    with engine.begin() as connection:
        load(connection, given)
        written = write_prose(connection, passages)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
        refresh_views(connection)
        connection.exec_driver_sql("VACUUM ANALYZE")
        figures = connection.exec_driver_sql("SELECT count(*) FROM figure_kept").scalar_one()
    return {"counties": counties, "reports": len(given), "figures": figures, "passages": written, "seed": SEED}


def asked(reader_url: str, codes: Sequence[str], passages: int, seconds: float) -> dict[str, Any]:
    """Pages, readers at once and phrases, asked of a server of their own."""
    addresses = [f"/en/region/{code}" for code in codes]
    with explorer(reader_url) as port:
        # The first page of a process reads the lists of divisions and the templates.
        ask(port, ["/zh/region/990101", "/en/"])
        new, again = told(ask(port, addresses)), told(ask(port, addresses))
        several = at_once(port, addresses, seconds)
        phrases = {phrase: _phrase(port, phrase, passages) for phrase in PLANTED}
        home = told(ask(port, ["/zh/", "/zh/?level=county", "/zh/?q=示例0001县"]))
    return {
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "region_page_new": new | {"bound": PAGE_BOUND, "met": new["median_milliseconds"] < PAGE_BOUND},
        "region_page_again": again,
        "readers_at_once": several | {"bound": RATE_BOUND, "met": several["per_second"] >= RATE_BOUND},
        "home_new": home,
        "search": phrases,
        "search_bound_milliseconds": SEARCH_BOUND,
    }


def _phrase(port: int, phrase: str, passages: int) -> dict[str, Any]:
    """A phrase asked for among years that differ, so that no answer is one that was kept."""
    taken = told(ask(port, [f"/en/search?q={phrase}&last={2030 + again}" for again in range(ASKED_AGAIN)]))
    share = PARAGRAPHS / passages
    # Longer than linear it cannot be: what is found is looked at one by one, and the index grows by a logarithm.
    at_a_million = round(taken["median_milliseconds"] * max(share, 1.0), 1)
    return {
        "in_one_of": PLANTED[phrase],
        "reports": found(port, phrase),
        **taken,
        "at_a_million_if_linear": at_a_million,
        "met": taken["median_milliseconds"] < SEARCH_BOUND,
        "met_at_a_million_if_linear": at_a_million < SEARCH_BOUND,
    }
