"""A read report goes in: document, edition, and a reading where the result differs from the one before."""

from sqlalchemy import Connection, Row, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store import models
from nianbao.store.bulk import copy_rows
from nianbao.store.carriers import carrier_of
from nianbao.store.passages import write_passages
from nianbao.store.placing import Placement, place
from nianbao.store.reading_rows import CONTENTS, digest_of, reading_row
from nianbao.store.rows import Saved


class CaptureMissing(Exception):
    """A report came without its capture: `save_capture` comes first; raised by `save_report`."""


def save_report(
    connection: Connection,
    *,
    site: str,
    capture: Capture,
    content_digest: str,
    report: Report,
    reader: str,
    attached_to: str = "",
) -> Saved:
    """Keep what `reader` made of a captured document; `content_digest` tells its editions apart.

    `attached_to`: of a file beside a page, the address of the page; empty for a page.

    A reading that equals the last one of the same edition is not written again. Raises CaptureMissing.
    """
    document_id = _document(connection, site, capture, attached_to)
    edition_id = _edition(connection, document_id, content_digest)
    is_known = _link(connection, capture, edition_id)
    placement = place(connection, report)
    held = _is_held(connection, placement.report_id)
    # A capture that was saved before shows nothing that it did not show then.
    changed = held and not is_known and _is_another(connection, document_id, edition_id, capture, placement.report_id)
    digest = digest_of(report, placement)
    last = _last_reading(connection, edition_id)
    if last is not None and last.digest == digest:
        _write_run(connection, edition_id, last.reading_id, reader)
        return Saved(placement.report_id, new=False, changed=changed)
    reading_id = _write_reading(connection, edition_id, digest, report, placement, reader)
    _write_run(connection, edition_id, reading_id, reader)
    new = placement.report_id is not None and not held
    return Saved(placement.report_id, new=new, changed=changed, reread=last is not None)


def _document(connection: Connection, site: str, capture: Capture, attached_to: str) -> int:
    row = {"site": site, "url": capture.url, "carrier": carrier_of(capture.mime, capture.url)}
    entry = upsert(models.Document).values(row | {"attached_to": attached_to or None})
    # A file that was met before without its page learns of it; one that has a page keeps that.
    beside = {"attached_to": entry.excluded.attached_to}
    unknown = models.Document.attached_to.is_(None) & entry.excluded.attached_to.is_not(None)
    connection.execute(entry.on_conflict_do_update(index_elements=["url", "carrier"], set_=beside, where=unknown))
    known = select(models.Document.document_id).where(
        models.Document.url == row["url"], models.Document.carrier == row["carrier"]
    )
    # Locked until the end of the transaction: two readers of one document would both write the first reading.
    return connection.execute(known.with_for_update()).scalar_one()


def _edition(connection: Connection, document_id: int, digest: str) -> int:
    row = {"document_id": document_id, "digest": digest}
    connection.execute(upsert(models.Edition).values(row).on_conflict_do_nothing())
    known = select(models.Edition.edition_id).where(
        models.Edition.document_id == document_id, models.Edition.digest == digest
    )
    return connection.execute(known).scalar_one()


def _link(connection: Connection, capture: Capture, edition_id: int) -> bool:
    """Note which edition a capture shows; whether that was known of this capture, whatever it was."""
    held = models.Capture
    record = capture.record
    this = (held.record_id == record.id, held.digest == record.digest, held.part == record.part)
    known = connection.execute(select(held.edition_id).where(*this)).one_or_none()
    if known is None:
        raise CaptureMissing(f"{capture.url}: record {capture.record.id} is not among the captures")
    if known.edition_id != edition_id:
        connection.execute(update(held).where(*this).values(edition_id=edition_id))
    return known.edition_id is not None


def _is_another(
    connection: Connection, document_id: int, edition_id: int, capture: Capture, report_id: str | None
) -> bool:
    """Whether a capture shows another edition of the report than its document showed before, or the document is new.

    One that is older than all that is held of its document shows what stood then: no change.
    """
    held = models.Capture
    # The same edition counts also where a reader took it for another report: that is no doing of the portal.
    of_report = or_(
        held.edition_id == edition_id,
        exists().where(models.Reading.edition_id == held.edition_id, models.Reading.report_id == report_id),
    )
    looks = (
        select(held.edition_id, held.captured_at)
        .join(models.Edition, models.Edition.edition_id == held.edition_id)
        .where(models.Edition.document_id == document_id, of_report, held.record_id != capture.record.id)
        .order_by(held.captured_at.desc(), held.capture_id.desc())
    )
    seen = connection.execute(looks).all()
    before = next((look.edition_id for look in seen if look.captured_at <= capture.captured_at), None)
    return not seen if before is None else before != edition_id


def _is_held(connection: Connection, report_id: str | None) -> bool:
    if report_id is None:
        # Readings of no known organ and year are not readings of one report.
        return False
    return connection.execute(select(exists().where(models.Reading.report_id == report_id))).scalar_one()


def _last_reading(connection: Connection, edition_id: int) -> Row[int, str] | None:
    last = select(models.Reading.reading_id, models.Reading.digest).where(models.Reading.edition_id == edition_id)
    return connection.execute(last.order_by(models.Reading.reading_id.desc()).limit(1)).one_or_none()


def _write_run(connection: Connection, edition_id: int, reading_id: int, reader: str) -> None:
    row = {"edition_id": edition_id, "reading_id": reading_id, "reader": reader}
    connection.execute(upsert(models.ReadingRun).values(row).on_conflict_do_nothing())


def _write_reading(
    connection: Connection, edition_id: int, digest: str, report: Report, placement: Placement, reader: str
) -> int:
    row = reading_row(report, placement) | {"edition_id": edition_id, "digest": digest, "reader": reader}
    statement = insert(models.Reading).values(row).returning(models.Reading.reading_id)
    reading_id: int = connection.execute(statement).scalar_one()
    for content in CONTENTS:
        rows = ((reading_id, *row) for row in content.rows(report))
        copy_rows(connection, content.table, ("reading_id", *content.columns), rows)
    write_passages(connection, reading_id, report)
    return reading_id
