"""The sectors of organs, brought to what the rules say today."""

from sqlalchemy import Connection, select, update

from nianbao.domain.report import PublisherKind
from nianbao.domain.sectors import sector_of
from nianbao.store.models import Publisher


def fill_sectors(connection: Connection) -> None:
    """Enter the sector of every organ whose entry is not what its name says."""
    held = select(Publisher.publisher_id, Publisher.name, Publisher.kind, Publisher.sector, Publisher.sector_basis)
    for organ in connection.execute(held).all():
        says = sector_of(organ.name, PublisherKind(organ.kind))
        if (organ.sector, organ.sector_basis) != (says.name, says.basis):
            entry = {"sector": says.name, "sector_basis": says.basis}
            this = Publisher.publisher_id == organ.publisher_id
            connection.execute(update(Publisher).where(this).values(entry))
