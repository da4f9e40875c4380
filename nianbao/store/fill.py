"""The domain's lists in the database: regions and codebook. Filling again changes nothing."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert

from nianbao.store.codebook import codebook, crosswalk_parts, form_cells
from nianbao.store.codebook_facts import facts_of
from nianbao.store.fill_regions import fill_chronicle, fill_regions
from nianbao.store.models import Crosswalk, FormCell, Indicator

__all__ = ["fill_chronicle", "fill_codebook", "fill_regions"]


def fill_codebook(connection: Connection) -> None:
    """Replace codebook, cells of forms and crosswalk by those of the forms."""
    connection.execute(delete(Indicator))
    connection.execute(insert(Indicator), [asdict(entry) | asdict(facts_of(entry.key)) for entry in codebook()])
    connection.execute(delete(FormCell))
    connection.execute(insert(FormCell), [asdict(cell) for cell in form_cells()])
    connection.execute(delete(Crosswalk))
    connection.execute(insert(Crosswalk), [asdict(part) for part in crosswalk_parts()])
