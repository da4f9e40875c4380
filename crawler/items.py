"""What a spider hands on: a row of a list, and a page that holds a report."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nianbao.domain.capture import Capture


class Verdict(StrEnum):
    """What the title of a listed row says it is; only a `report` is fetched."""

    REPORT = "report"
    OTHER_ORGAN = "other_organ"
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a site's list. `published`: the date beside it (local); `publisher`, `year` as its title states them."""

    site: str
    url: str
    title: str
    published: date | None
    publisher: str
    year: int | None
    verdict: Verdict


def described(body: bytes) -> str:
    """A body in an exported feed: its size, since bytes are no JSON and the archive holds them."""
    return f"{len(body)} bytes"


def whereabouts(capture: Capture) -> str:
    """A capture in an exported feed: file and offset of its record."""
    return f"{capture.record.file}:{capture.record.offset}"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page that answers for a report. `body` is decoded (no content encoding), `title` and `year` are the row's;
    of a file beside a report `title` is the name by which its page links it.

    `asked` is the address in the list or the registry, `url` the one that answered, after redirects. `from_list` is
    false for an address that only the registry knows; its title is then empty. `attached_to`: of a file beside a
    report, the address of the report's page; empty for the page itself.
    """

    site: str
    asked: str
    url: str
    body: bytes = field(repr=False, metadata={"serializer": described})
    capture: Capture = field(metadata={"serializer": whereabouts})
    title: str
    year: int | None
    published: date | None
    from_list: bool
    attached_to: str = ""
