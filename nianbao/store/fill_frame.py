"""What coverage is measured against goes in: the duties by law, and what databases of earlier versions lack."""

from dataclasses import asdict

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from nianbao.domain.divisions import known, regions
from nianbao.domain.governing import governs
from nianbao.domain.obligations import codes_elsewhere, obligations
from nianbao.domain.publishers import canonical_name
from nianbao.store import models
from nianbao.store.organs import note_organs


def fill_duties(connection: Connection) -> None:
    """Replace the duties by those of the list."""
    connection.execute(delete(models.Duty))
    connection.execute(insert(models.Duty), [asdict(duty) for duty in obligations()])
    connection.execute(delete(models.Elsewhere))
    elsewhere = [{"code": code, "name": regions()[code].name} for code in sorted(codes_elsewhere())]
    connection.execute(insert(models.Elsewhere), elsewhere)


def fill_organs(connection: Connection) -> None:
    """Enter the organs of all portals, say who of the known ones speaks for a region, and whose the sites' rows are."""
    portal = models.Portal
    named = connection.execute(select(portal.region_code, portal.publisher)).all()
    note_organs(connection, ((row.region_code, row.publisher) for row in named), by_registry=True)
    for organ in connection.execute(unjudged()):
        if known(organ.code) and governs(organ.name, organ.code):
            held = models.Publisher
            connection.execute(update(held).where(held.publisher_id == organ.publisher_id).values(governs=True))
    for site in connection.execute(select(portal.site, portal.region_code, portal.publisher)):
        own_rows(connection, site)


def unjudged() -> Select[int, str, str]:
    """Organs that are not known to speak for a region."""
    held, region = models.Publisher, models.Region
    asked = select(held.publisher_id, held.name, region.code).join(region, region.region_id == held.region_id)
    return asked.where(held.governs.is_(False))


def own_rows(connection: Connection, site: Row[str, str, str]) -> None:
    """Say whose the reports on a site's list are, where that was not kept."""
    listing = models.Listing
    own = (listing.site == site.site, listing.verdict == "report", listing.organ == "")
    organ = canonical_name(site.publisher, site.region_code)
    connection.execute(update(listing).where(*own).values(region_code=site.region_code, organ=organ))
