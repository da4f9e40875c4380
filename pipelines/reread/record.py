"""What a crawl knew of a document besides its bytes, as far as it is on record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from crawler.addresses import same_page
from crawler.items import FetchedPage
from crawler.registry import Site
from nianbao.domain.capture import Capture
from nianbao.store.query_reread import Content, SiteRecord


@dataclass(frozen=True)
class KnownOfSite:
    """A site and what its lists said, by the addresses that were asked for."""

    site: Site
    record: SiteRecord

    @cached_property
    def own(self) -> frozenset[str]:
        """The registry's own addresses: what a list says of them plays no part, they are asked for ahead of it."""
        return frozenset(map(same_page, (*self.site.reports, *self.site.sample_reports)))

    @cached_property
    def listed(self) -> dict[str, tuple[str, int | None]]:
        """Title and year by document, as the list was last seen; files with the name by which their page links them."""
        return {same_page(url): said for url, said in self.record.listed.items()}

    def page(self, content: Content, capture: Capture, body: bytes) -> FetchedPage:
        """A capture's bytes as a spider would have handed them on."""
        asked = asked_of(capture, self.record.asked.get(capture.record.id, ()))
        title, _ = self.listed.get(same_page(asked), ("", None))
        return FetchedPage(
            site=self.site.name,
            asked=asked,
            url=capture.url,
            body=body,
            capture=capture,
            title=title,
            year=self.year_of(content, asked, capture),
            published=None,
            from_list=bool(title),
            attached_to=content.attached_to,
        )

    def year_of(self, content: Content, asked: str, capture: Capture) -> int | None:
        """The year in the list's row; of a file, in that of its page.

        An address may be used again for another year: the last look ahead of the capture decides, then the first one
        behind it, then the row as it stands now. Where a crawl was killed before its list was kept, it is the year
        under which the document stands.
        """
        document = same_page(content.attached_to or asked)
        if document in self.own:
            return None
        told = [(began, years[document]) for began, years in self.looks if document in years]
        before = [year for began, year in told if began <= capture.captured_at]
        if told:
            return before[-1] if before else told[0][1]
        _, year = self.listed.get(same_page(asked), ("", content.year))
        return year

    @cached_property
    def looks(self) -> tuple[tuple[datetime, dict[str, int | None]], ...]:
        """Looks at the list, each with year by document."""
        return tuple(
            (began, {same_page(url): year for url, year in years.items()}) for began, years in self.record.looks
        )

    def page_beside(self, content: Content, capture: Capture) -> Capture | None:
        """The capture of the page beside which a file stood then: the last ahead of it, else the first behind it."""
        pages = self.record.pages.get(content.attached_to, ())
        before = [page for page in pages if page.captured_at <= capture.captured_at]
        return before[-1] if before else next(iter(pages), None)


def asked_of(capture: Capture, asked: Collection[str]) -> str:
    """The address that was asked for when this capture came; the one that answered where that is not on record."""
    named = [url for url in asked if same_page(url) == same_page(capture.url)]
    # A list that holds several articles answers for all of them: only the article's own address tells which.
    others: Iterable[str] = () if capture.record.part else sorted(asked)
    return next(iter((*named, *others)), capture.url)
