"""Whether an organ speaks for its whole region: its report is then that of the region's government."""

from nianbao.domain.divisions.names import zone_names
from nianbao.domain.divisions.reading import plain, read_name
from nianbao.domain.publishers import canonical_name, is_government, kind_of
from nianbao.domain.report import PublisherKind


def governs(name: str, region: str) -> bool:
    """Whether an organ of this name is the government of this region (a code), the committee of a zone that is all of
    the region, or the office of one of them.

    An organ whose name is another place's, or no place's, never is.
    """
    canonical = canonical_name(name, region)
    if read_name(plain(canonical)).named in zone_names():
        return kind_of(canonical) in (PublisherKind.ZONE_COMMITTEE, PublisherKind.GOVERNMENT_OFFICE)
    return is_government(canonical, region)
