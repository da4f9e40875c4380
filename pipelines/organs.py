"""Whose a row of a list is: the organ by its one name, and its region."""

from crawler.items import ListRow, Verdict
from crawler.registry import Site
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import canonical_name, kind_of
from nianbao.domain.report import PublisherKind

# A government that no place of the list has, such as one misspelt, is not the site's.
OF_A_PLACE = frozenset({PublisherKind.GOVERNMENT, PublisherKind.GOVERNMENT_OFFICE})


def organ_of_row(site: Site, row: ListRow) -> tuple[str | None, str]:
    """The region and the one name of the organ that a row of a list is of; neither where that cannot be told."""
    match row.verdict:
        case Verdict.REPORT:
            return site.region, canonical_name(site.publisher, site.region)
        case Verdict.OTHER_ORGAN:
            region = region_of_organ(site, row.publisher)
            return region, canonical_name(row.publisher, region) if region else ""
        case Verdict.NOT_A_REPORT:
            return None, ""


def region_of_organ(site: Site, name: str) -> str | None:
    """The region of another organ on a site's list; a name that names no place is that of an organ of the site's."""
    located = locate(name)
    if located.code is not None:
        return located.code
    is_of_site = site.region in located.candidates
    is_placeless = not located.candidates and not located.suggestions and kind_of(name) not in OF_A_PLACE
    return site.region if is_of_site or is_placeless else None
