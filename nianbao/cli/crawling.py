"""What `crawl` and `demo` share: run it with progress, say what fell short, end with the right status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.cli.exits import Incomplete, SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipelines.job import Watch
    from pipelines.live import Portals
    from pipelines.result import CrawlResult
    from pipelines.selection import Selection


def crawl(
    names: Sequence[str],
    selection: Selection,
    *,
    archives: Sequence[Path],
    sample: bool,
    fresh: bool = False,
    leaves_views: bool = False,
    more: Mapping[str, Any] | None = None,
) -> CrawlResult:
    """Crawl these sites out of the archives, or, without any, from their portals. `more`: settings of Scrapy's.

    `leaves_views`: whoever calls makes the kept views anew.

    Raises WrongCall for a live crawl without contact or into the sample database, and SurroundingsFailed where database
    or archive fail.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from crawler.refusals import ArchiveUnwritable
    from nianbao.archive.errors import Damaged, Missing
    from nianbao.store.opening import open_database
    from nianbao.store.unavailable import DatabaseUnavailable
    from pipelines.live import run_live
    from pipelines.run import run_crawl

    portals = None if archives else asked_portals(sample=sample, fresh=fresh, leaves_views=leaves_views)
    try:
        engine = open_database(sample=sample)
        with progress(names) as watch, closing_connections(engine):
            if portals is None:
                return run_crawl(names, replay=archives, engine=engine, selection=selection, watch=watch, more=more)
            return run_live(names, portals=portals, engine=engine, selection=selection, watch=watch, more=more)
    except (ArchiveUnwritable, DatabaseUnavailable, Damaged, Missing) as failure:
        raise SurroundingsFailed(str(failure)) from failure
    except SQLAlchemyError as failure:
        raise SurroundingsFailed(f"the database refused: {first_line(failure)}") from failure


def asked_portals(*, sample: bool, fresh: bool, leaves_views: bool = False) -> Portals:
    """How the portals are asked. Raises WrongCall, SurroundingsFailed."""
    from nianbao.archive.handover import machine_tag
    from nianbao.cli.archive_store import days_here, given_store
    from nianbao.cli.contact import contact
    from nianbao.cli.vantage import vantage
    from nianbao.store.embedded_home import nianbao_home
    from pipelines.live import Portals

    if sample:
        raise WrongCall("the sample database holds made pages alone: leave --sample out, or answer with --replay")
    folder, store = nianbao_home() / "archive", given_store()
    try:
        tag = machine_tag(folder) if store is not None else ""
    except OSError as failure:
        raise SurroundingsFailed(f"the archive {folder} cannot be written: {failure}") from failure
    manners: dict[str, Any] = {"fresh": fresh, "leaves_views": leaves_views, "vantage": vantage()}
    return Portals(contact(), folder, store=store, stays=days_here(), tag=tag, **manners)


@contextmanager
def closing_connections(engine: Engine) -> Iterator[None]:
    """Give the engine's connections back to the server at the end, however that comes."""
    try:
        yield
    finally:
        engine.dispose()


def sites_in(archives: Sequence[Path]) -> tuple[str, ...]:
    """The sites that the archives hold anything of. Raises SurroundingsFailed for an archive that cannot be read."""
    from nianbao.archive.errors import Damaged, Missing
    from pipelines.run import archived_sites

    try:
        return archived_sites(archives)
    except (Damaged, Missing) as failure:
        raise SurroundingsFailed(str(failure)) from failure


def first_line(failure: Exception) -> str:
    """An error's first line: what SQLAlchemy adds below it is for programmers."""
    return str(failure).splitlines()[0]


@contextmanager
def progress(names: Sequence[str]) -> Iterator[Watch]:
    """A line a site while it runs, on standard error and only on a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _site, _ledger, _tally: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        tasks = {name: shown.add_task(name, told="", total=None) for name in names}
        yield lambda site, ledger, tally: shown.update(
            tasks[site], told=f"{tally.reports} of {len(ledger.asked)} reports, {tally.new} new"
        )


def show_result(result: CrawlResult, output: str) -> None:
    """Print the outcome: as JSON whole, as a table or CSV one row a site."""
    from nianbao.cli.output import print_json, print_rows

    if output == "json":
        print_json(result.to_json())
    else:
        print_rows([asdict(outcome) for outcome in result.summary.sites], output)


def show_nothing(output: str) -> None:
    """Print the outcome of a run in which nothing was to be done."""
    from nianbao.cli.output import print_json, print_rows

    if output == "json":
        print_json({"crawl": None, "sites": [], "complete": True})
    else:
        print_rows([], output)


def end(result: CrawlResult) -> None:
    """Say what fell short, one line each, and end with the contract's status."""
    from nianbao.cli.json_lines import tell_shortfall, tell_site

    for name, shortfalls in result.shortfalls.items():
        for short in shortfalls:
            tell_shortfall(name, short)
    for outcome in result.summary.sites:
        tell_site(outcome)
    if result.archive_failed:
        raise SurroundingsFailed(
            "the archive failed as named above: restore it from a copy, make room, or set the clock right"
        )
    if result.unstored:
        raise SurroundingsFailed("; ".join(result.unstored))
    if not result.summary.complete:
        fallen = [outcome.site for outcome in result.summary.sites if outcome.state not in {"complete", "sampled"}]
        told = f"not complete: {', '.join(fallen)}; nothing that was held is given up for it"
        raise Incomplete(told + (resolver_down(result) or looked_for(result)))


def resolver_down(result: CrawlResult) -> str:
    """A word where no name was found of all that fell short; nothing where anything else was amiss."""
    rules = {short.rule for shortfalls in result.shortfalls.values() for short in shortfalls}
    return "; no name was found: is this machine's resolver down?" if rules == {"no_such_host"} else ""


def looked_for(result: CrawlResult) -> str:
    """What finds the lists again that seem to have moved; nothing where none has."""
    from crawler.registry import sites
    from pipelines.discovery.moved import has_moved

    moved = [name for name, ledger in result.ledgers.items() if has_moved(sites()[name], ledger)]
    words = " ".join(f"--site {name}" for name in moved)
    return f"; where a list seems to have moved: `nianbao discover {words}`" if moved else ""
