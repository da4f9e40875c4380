"""The domain's lists in the database: regions and codebook. Filling again changes nothing."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert

from nianbao.store.codebook import codebook, crosswalk_parts
from nianbao.store.fill_regions import fill_chronicle, fill_regions
from nianbao.store.models import Crosswalk, Indicator

__all__ = ["fill_chronicle", "fill_codebook", "fill_regions"]


def fill_codebook(connection: Connection) -> None:
    """Replace codebook and crosswalk by those of the forms."""
    connection.execute(delete(Indicator))
    connection.execute(insert(Indicator), [asdict(entry) for entry in codebook()])
    connection.execute(delete(Crosswalk))
    connection.execute(insert(Crosswalk), [asdict(part) for part in crosswalk_parts()])
