"""Every table of every page links to its CSV and SQL, and the SQL, run as the reader, gives the same rows."""

import csv
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import httpx
import psycopg
import pytest
from lxml import html

Open = Callable[[str], html.HtmlElement]
PAGES = {
    "/en/region/990101": 3,
    "/zh/organ/990101-ga207d5d9-a": 3,
    "/en/?q=示例": 3,
    "/en/search?q=依法公开": 2,
    "/en/compare?u=990101 990102": 1,
    "/en/compare?u=990101 990102&key=any_grant_rate": 1,
    "/en/dataset?build=1&region=990100&first=2017&group=requests": 2,
    "/en/quality?rule=T3.SUM": 4,
    "/en/changes": 3,
    "/en/sum/990101-ga207d5d9-2022-a/exemption_refusal": 1,
}


def plain(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case Decimal():
            return format(value, "f")
        case list():
            return " ".join(map(plain, value))
        case _:
            return str(value)


@pytest.mark.parametrize("address", PAGES)
def test_csv_and_sql_of_each_table_give_the_same_rows(
    address: str, page: Open, client: httpx.Client, reader_url: str
) -> None:
    links = page(address).xpath("//p[@class='twins']/a/@href")
    tables = [link for link in links if link.partition("?")[0].endswith(".csv")]
    assert len(tables) == PAGES[address]
    with closing(psycopg.connect(reader_url)) as connection:
        for table in tables:
            answer = client.get(table)
            assert answer.status_code == 200
            given = list(csv.reader(StringIO(answer.text)))
            written = client.get(table.replace(".csv", ".sql"))
            assert written.headers["content-type"].startswith("text/plain")
            cursor = connection.execute(written.text.encode())
            cursor.nextset()
            assert given[0] == [column.name for column in cursor.description or ()]
            rows = [[plain(value) for value in row] for row in cursor]
            assert [[cell.lstrip("'") for cell in row] for row in given[1:]] == rows


def test_the_frame_of_missing_years_is_in_the_csv(client: httpx.Client) -> None:
    rows = list(csv.DictReader(StringIO(client.get("/en/region/990101/counts.csv").text)))
    missing = {row["year"] for row in rows if row["h_key"] == "requests_received" and not row["report_id"]}
    assert missing == {*map(str, range(2008, 2017)), "2018", "2025"}
