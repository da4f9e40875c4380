"""The domain's lists in the database: regions and codebook. Filling again changes nothing."""

from dataclasses import asdict
from importlib.resources import files

from sqlalchemy import Connection, delete, insert

from nianbao.domain.divisions import regions
from nianbao.store.bulk import copy_rows
from nianbao.store.codebook import codebook
from nianbao.store.models import Indicator


def fill_regions(connection: Connection) -> None:
    """Bring the region tables to the current national list; a code that is known keeps its region's id."""
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE listed (code text, name text, level text, parent text) ON COMMIT DROP"
    )
    rows = ((region.code, region.name, region.level, region.parent) for region in regions().values())
    copy_rows(connection, "listed", ("code", "name", "level", "parent"), rows)
    for statement in files(__package__).joinpath("fill_regions.sql").read_text("utf-8").split(";\n"):
        connection.exec_driver_sql(statement)


def fill_codebook(connection: Connection) -> None:
    """Replace the codebook by that of the forms."""
    connection.execute(delete(Indicator))
    connection.execute(insert(Indicator), [asdict(entry) for entry in codebook()])
