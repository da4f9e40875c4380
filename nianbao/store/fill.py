"""The domain's lists in the database: regions and codebook. Filling again changes nothing."""

from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files

from sqlalchemy import Connection, delete, insert

from nianbao.domain.divisions import Region, regions
from nianbao.store.bulk import copy_rows
from nianbao.store.codebook import codebook, crosswalk_parts
from nianbao.store.models import Crosswalk, Indicator


def fill_regions(connection: Connection, listed: Iterable[Region] | None = None) -> None:
    """Bring the region tables to the current national list; a code that is known keeps its region's id.

    `listed`: these divisions instead, parents before children or known already; others stay as they are.
    """
    given = regions().values() if listed is None else listed
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE listed (code text, name text, level text, parent text) ON COMMIT DROP"
    )
    rows = ((region.code, region.name, region.level, region.parent) for region in given)
    copy_rows(connection, "listed", ("code", "name", "level", "parent"), rows)
    for statement in files(__package__).joinpath("fill_regions.sql").read_text("utf-8").split(";\n"):
        connection.exec_driver_sql(statement)


def fill_codebook(connection: Connection) -> None:
    """Replace codebook and crosswalk by those of the forms."""
    connection.execute(delete(Indicator))
    connection.execute(insert(Indicator), [asdict(entry) for entry in codebook()])
    connection.execute(delete(Crosswalk))
    connection.execute(insert(Crosswalk), [asdict(part) for part in crosswalk_parts()])
