"""A content that was read again is stored, one transaction a content: a kill takes all of it or nothing."""

from sqlalchemy import Engine

from crawler.registry import Site
from nianbao.store.query_reread import Content, figures_between, last_reading
from nianbao.store.save import save_report
from pipelines.check import judged
from pipelines.job import ReadPage


def keep(engine: Engine, reader: str, site: Site, content: Content, read: ReadPage) -> int | None:
    """Store what `reader` made of a content; in how many figures it differs, null where it is what was held.

    The content stays the one it was: what tells two contents apart may have changed since, and reading again must not
    look like a change of the portal's.
    """
    return keep_judged(engine, reader, content, ReadPage(read.page, judged(read.report, site)))


def keep_judged(engine: Engine, reader: str, content: Content, read: ReadPage) -> int | None:
    """The same of a report that is placed and weighed already; of the page only its site and capture are looked at."""
    with engine.begin() as connection:
        before = last_reading(connection, content.edition_id)
        saved = save_report(
            connection,
            site=read.page.site,
            capture=read.page.capture,
            content_digest=content.digest,
            report=read.report,
            reader=reader,
            attached_to=content.attached_to,
        )
        if not saved.reread:
            return None
        return figures_between(connection, before, last_reading(connection, content.edition_id))
