"""The lines of organs, brought to what the rules say today, and the reforms that joined or parted them."""

from sqlalchemy import Connection, delete, insert, select, update

from nianbao.domain.lineages import line_of, reforms
from nianbao.store.models import Publisher, PublisherEvent, Region


def fill_lineages(connection: Connection) -> None:
    """Enter the line of every organ whose entry is not what its name says, and replace the reforms."""
    held = select(Publisher.publisher_id, Publisher.name, Publisher.line, Publisher.line_basis, Region.code)
    for organ in connection.execute(held.join(Region, Region.region_id == Publisher.region_id)).all():
        says = line_of(organ.name, organ.code)
        if (organ.line, organ.line_basis) != (says.key, says.basis):
            entry = {"line": says.key, "line_basis": says.basis}
            this = Publisher.publisher_id == organ.publisher_id
            connection.execute(update(Publisher).where(this).values(entry))
    connection.execute(delete(PublisherEvent))
    connection.execute(insert(PublisherEvent), list(_rows()))


def _rows() -> list[dict[str, object]]:
    return [
        {
            "event_id": reform.id,
            "kind": reform.kind,
            "year": reform.year,
            "anew": reform.anew,
            "from_lines": list(reform.before),
            "to_lines": list(reform.after),
            "levels": list(reform.levels),
            "names": reform.names,
            "reason": reform.reason,
        }
        for reform in reforms()
    ]
