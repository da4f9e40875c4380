"""The made nation into the database: what stands above the readings, then readings and figures by the bulk path."""

import time
from collections.abc import Sequence
from io import StringIO

from sqlalchemy import Connection, text

from nianbao.domain.divisions import Region
from nianbao.store.bulk import LoadedReading, copy_rows, load_readings
from nianbao.store.fill_regions import fill_regions
from proofs.load.nation import FIGURE_COLUMNS, READING_COLUMNS, YEARS, Kept, readings

IDS = text("SELECT code, region_id FROM region_code WHERE code LIKE '99%' ORDER BY code")
BARE = "CREATE UNLOGGED TABLE bare_figure (LIKE figure INCLUDING ALL)"


def settle(
    connection: Connection, divisions: Sequence[Region], with_reports: int, years: Sequence[int] = YEARS
) -> list[Kept]:
    """Enter the divisions; the reports of the first counties, for every year."""
    fill_regions(connection, divisions)
    ids = {row.code: row.region_id for row in connection.execute(IDS)}
    counties = [division.code for division in divisions if division.level == "county"][:with_reports]
    pairs = [(code, year) for code in counties for year in years]
    return [Kept(number, ids[code], code, year) for number, (code, year) in enumerate(pairs)]


def shelve(connection: Connection, kept: Sequence[Kept]) -> list[LoadedReading]:
    """Enter organs, reports, documents, editions and captures; the readings that are to follow."""
    crawl = connection.execute(
        text("INSERT INTO crawl (kind, selection, state) VALUES ('replay', '{made}', 'running') RETURNING crawl_id")
    ).scalar_one()
    regions = {report.code: report.region_id for report in kept}
    named = ("region_id", "name", "kind", "slug", "governs")
    organs = ((region, "示例县人民政府", "government", "shili", True) for region in regions.values())
    copy_rows(connection, "publisher", named, organs)
    found = connection.execute(text("SELECT region_id, publisher_id FROM publisher WHERE slug = 'shili'"))
    publishers = {row.region_id: row.publisher_id for row in found}
    filed = ("report_id", "publisher_id", "year", "coverage")
    rows = ((each.report_id, publishers[each.region_id], each.year, "aggregate") for each in kept)
    copy_rows(connection, "report", filed, rows)
    copy_rows(connection, "document", ("site", "url", "carrier"), (("made", each.url, "html") for each in kept))
    found = connection.execute(text("SELECT url, document_id FROM document WHERE site = 'made'"))
    documents = {row.url: row.document_id for row in found}
    copy_rows(connection, "edition", ("document_id", "digest"), ((documents[each.url], each.digest) for each in kept))
    held = connection.execute(text("SELECT document_id, edition_id FROM edition"))
    editions = {row.document_id: row.edition_id for row in held}
    _capture(connection, crawl, kept, [editions[documents[each.url]] for each in kept])
    return readings(kept, [editions[documents[each.url]] for each in kept])


def _capture(connection: Connection, crawl: int, kept: Sequence[Kept], editions: Sequence[int]) -> None:
    columns = ("crawl_id", "site", "url", "captured_at", "status", "mime", "file", "record_offset", "record_id",
               "digest", "edition_id")  # fmt: skip
    rows = (
        (crawl, "made", each.url, each.first_seen, 200, "text/html", "/archive/made.warc.gz", each.number,
         f"<urn:uuid:{each.digest[:32]}>", f"sha256:{each.digest}", edition)
        for each, edition in zip(kept, editions, strict=True)
    )  # fmt: skip
    copy_rows(connection, "capture", columns, rows)


def load(connection: Connection, given: Sequence[LoadedReading]) -> tuple[int, float]:
    """Readings and figures by the bulk path: how many were written, and the seconds it took."""
    began = time.perf_counter()
    written = load_readings(connection, READING_COLUMNS, FIGURE_COLUMNS, given)
    return written, time.perf_counter() - began


def raw_copy(connection: Connection) -> float:
    """The same figures, as bytes made beforehand, by one bare COPY into a table of the same make: the seconds."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("a closed connection was given")
    connection.exec_driver_sql(BARE)
    kept = StringIO()
    with driver.cursor() as cursor, cursor.copy("COPY figure TO STDOUT") as out:
        for block in out:
            kept.write(bytes(block).decode())
    data = kept.getvalue().encode()
    began = time.perf_counter()
    with driver.cursor() as cursor, cursor.copy("COPY bare_figure FROM STDIN") as copy:
        copy.write(data)
    took = time.perf_counter() - began
    connection.exec_driver_sql("DROP TABLE bare_figure")
    return took
