"""Which rows of a list are this site's reports: the title decides, never the column it stands in."""

from datetime import date

from crawler.items import ListRow, Verdict
from crawler.registry import Site
from nianbao.domain.publishers import canonical_name
from nianbao.domain.titles import parse_title


def judge_row(site: Site, url: str, title: str, published: date | None) -> ListRow:
    """A row of the site's list with its verdict. A title that names no publisher is the site's."""
    parsed = parse_title(title)
    if parsed is None:
        return ListRow(site.name, url, title, published, "", None, Verdict.NOT_A_REPORT)
    verdict = Verdict.REPORT if is_publisher(site, parsed.publisher) else Verdict.OTHER_ORGAN
    return ListRow(site.name, url, title, published, parsed.publisher, parsed.year, verdict)


def is_publisher(site: Site, name: str) -> bool:
    """Whether a name in a title is the site's publisher under one of its names."""
    return not name or canonical_name(name, site.region) == canonical_name(site.publisher, site.region)
