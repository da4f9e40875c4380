"""What `nianbao discover` does: makes the discoveries, tells of them, writes what was agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nianbao.cli.exits import Incomplete, SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipelines.discovery.found import Discovery
    from pipelines.discovery.run import Task
    from pipelines.live import Portals


def find_new(url: str, region: str | None, *, sample: bool, output: str) -> None:
    """Find the column of a portal that has no row. Raises Incomplete where there is none to be found."""
    from nianbao.cli.crawling import asked_portals
    from nianbao.cli.discovery_output import show_new
    from nianbao.cli.region import place_of
    from pipelines.discovery.tasks import meeting

    refuse_host(url)
    code = place_of(region).code if region else None
    portals = asked_portals(sample=sample, fresh=False)
    (found,) = made([meeting(url, code)], opened(), portals)
    show_new(found, output)
    if found.proposal is None:
        raise Incomplete(found.fault or f"no column of annual reports was found at {url}")


def find_again(names: Sequence[str], *, sample: bool, write: bool, output: str) -> list[str]:
    """Find the lists of these sites again; the names of those that were not found, or not agreed to."""
    from crawler.registry import sites
    from nianbao.cli.choosing import chosen_sites
    from nianbao.cli.crawling import asked_portals
    from nianbao.cli.discovery_output import show_again, write_agreed
    from nianbao.store.query_known import known_reports
    from pipelines.discovery.tasks import healing

    chosen = chosen_sites(names, None)
    portals = asked_portals(sample=sample, fresh=False)
    engine = opened()
    with engine.connect() as connection:
        tasks = [healing(sites()[name], known_reports(connection, name)) for name in chosen]
    found = made(tasks, engine, portals)
    show_again(found, output)
    if write:
        write_agreed(found)
    return unagreed(found)


def unagreed(found: Sequence[Discovery]) -> list[str]:
    """The sites of which no list was found that agrees with a report held."""
    return [one.asked_for for one in found if one.proposal is None or not one.proposal.agreed_with]


def refuse_host(url: str) -> None:
    """Raise WrongCall for an address that no discovery begins at."""
    from crawler.addresses import host_of
    from crawler.discovery.places import GOVERNMENT
    from crawler.registry import sites
    from crawler.spelling import fault_of_spelling

    known = {host for site in sites().values() for host in site.hosts}
    try:
        host = host_of(url)
        fault = fault_of_spelling(url)
    except ValueError as error:
        host, fault = "", str(error)
    if fault:
        raise WrongCall(f"{url!r}: {fault}")
    if not host.endswith(GOVERNMENT) and host not in known:
        raise WrongCall(f"{host} is no *.gov.cn host and none of the registry: it may be a copy, and is not asked")


def opened() -> Engine:
    """The database: whose hosts are being asked, and what is held. Raises SurroundingsFailed."""
    from nianbao.store.opening import open_database
    from nianbao.store.unavailable import DatabaseUnavailable

    try:
        return open_database()
    except DatabaseUnavailable as failure:
        raise SurroundingsFailed(str(failure)) from failure


def made(tasks: Sequence[Task], engine: Engine, portals: Portals) -> list[Discovery]:
    """Make the discoveries. Raises SurroundingsFailed where database or archive fail."""
    from sqlalchemy.exc import SQLAlchemyError

    from nianbao.archive.errors import Damaged, Missing
    from nianbao.cli.crawling import closing_connections, first_line
    from nianbao.store.locks import open_locks
    from pipelines.discovery.run import Room, run_discoveries

    try:
        with closing_connections(engine), open_locks(engine) as locks:
            return run_discoveries(tasks, Room(portals.contact, portals.folder, engine, locks))
    except (Damaged, Missing, OSError) as failure:
        raise SurroundingsFailed(str(failure)) from failure
    except SQLAlchemyError as failure:
        raise SurroundingsFailed(f"the database refused: {first_line(failure)}") from failure
