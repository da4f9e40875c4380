"""A small archive of three exchanges, and ways to hurt it."""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nianbao.archive.members import read_member
from nianbao.archive.writer import ArchiveWriter, Exchange
from nianbao.domain.capture import Capture, RecordRef

PAGE = "<table><tr><td>一、本年新收</td><td>27</td></tr></table>".encode() * 50
AT = datetime(2024, 1, 17, 8, 30, tzinfo=UTC)


def exchange(url: str, body: bytes, method: str = "GET", asked: bytes = b"") -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("X-Note", "gr\xfcn"), ("Transfer-Encoding", "chunked"))
    return Exchange(url, method, (("User-Agent", "nianbao"),), asked, 200, "OK", headers, body, AT)


@pytest.fixture
def captures(tmp_path: Path) -> list[Capture]:
    """Three answers: a page, a page again with another body, and a list paged by POST."""
    with ArchiveWriter(tmp_path / "crawl.warc.gz") as writer:
        return [
            writer.write(exchange("http://www.example.gov.cn/nb.htm", PAGE)),
            writer.write(exchange("http://www.example.gov.cn/nb.htm", PAGE + b"<!-- again -->")),
            writer.write(exchange("http://www.example.gov.cn/list", b"<li>2</li>", "POST", b"page=2")),
        ]


@pytest.fixture
def rewritten() -> Callable[[RecordRef, Callable[[bytes], bytes]], None]:
    """Change the bytes of one record and compress it again in place; what follows moves along."""

    def rewrite(record: RecordRef, change: Callable[[bytes], bytes]) -> None:
        member = read_member(record.file, record.offset)
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        packed = packer.compress(change(member.data)) + packer.flush()
        stored = record.file.read_bytes()
        record.file.write_bytes(stored[: record.offset] + packed + stored[member.end :])

    return rewrite
