"""Exchanges with a portal written as WARC/1.1, one gzip member a record."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from nianbao.archive.digests import labelled_digest
from nianbao.archive.failures import FIELDS, Failure, failure_fields
from nianbao.archive.http_message import header_value
from nianbao.archive.record_file import RecordFile
from nianbao.archive.revisits import NOT_MODIFIED, reference, warc_date
from nianbao.domain.capture import Capture, RecordRef

Headers = Sequence[tuple[str, str]]
SOFTWARE = "nianbao"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the answer to it. `body` as it came, still content-encoded, not chunked; `at` with a time zone.

    Of a request that got no answer (`unanswered`) status is 0, and what follows is empty.
    """

    url: str
    method: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    at: datetime

    @classmethod
    def unanswered(cls, url: str, method: str, headers: Headers, body: bytes, at: datetime) -> Self:
        """A request alone."""
        return cls(url, method, headers, body, 0, "", (), b"", at)


def random_id(_exchange: Exchange, _record_type: str) -> uuid.UUID:
    """A fresh id for each record of a live crawl."""
    return uuid.uuid4()


def derived_id(exchange: Exchange, record_type: str) -> uuid.UUID:
    """The same id each time the same exchange is written: for archives that are made, not fetched."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{record_type} {exchange.method} {exchange.url} {warc_date(exchange.at)}")


class ArchiveWriter:
    """Appends exchanges to a WARC file, each on disk before `write` returns. Record ids come from `record_id`.

    The warcinfo record is written with the first exchange, so that the archive needs no clock of its own; `info` are
    fields it has besides. With `new` a file that is there already raises FileExistsError.
    """

    def __init__(
        self,
        path: Path,
        record_id: Callable[[Exchange, str], uuid.UUID] = random_id,
        *,
        info: Sequence[tuple[str, str]] = (),
        new: bool = False,
    ) -> None:
        self.path = path.absolute()
        self._record_id = record_id
        self._info = (("software", SOFTWARE), ("format", "WARC File Format 1.1"), *info)
        self._mode = "xb" if new else "ab"

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = RecordFile(self.path, self._mode)
        self._warc = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def write(self, exchange: Exchange, *, truncated: str = "") -> Capture:
        """Write request and response; the capture names the response record.

        `truncated`: why the body is not whole, in the words of WARC/1.1 §5.13 (`disconnect`).
        """
        answer_id, _ = self._begin(exchange)
        record = RecordRef(self.path, self._file.tell(), answer_id, labelled_digest(exchange.body))
        headers = self._headers(exchange, "response") | {"WARC-Record-ID": answer_id}
        if truncated:
            headers["WARC-Truncated"] = truncated
        self._put(exchange.url, "response", exchange.body, headers, _answer_headers(exchange))
        mime = header_value(tuple(exchange.response_headers), "Content-Type").partition(";")[0].strip().lower()
        return Capture(exchange.url, self._moment(exchange), exchange.status, mime, record)

    def confirm(self, exchange: Exchange, original: Capture) -> Capture:
        """Write request and a `revisit`: the answer says what `original`, a response in this folder, holds already.

        The answer is a 304, or has the same body, which is not kept again. The capture has the original's status and
        media type and names the revisit. Raises ValueError for an original in another folder.
        """
        answer_id, _ = self._begin(exchange)
        offset = self._file.tell()
        headers = self._headers(exchange, "revisit") | {"WARC-Record-ID": answer_id}
        headers |= reference(self.path, original, not_modified=exchange.status == NOT_MODIFIED)
        self._put(exchange.url, "revisit", b"", headers, _answer_headers(exchange))
        record = RecordRef(self.path, offset, answer_id, original.record.digest)
        return Capture(exchange.url, self._moment(exchange), original.status, original.mime, record)

    def fail(self, asked: Exchange, kind: str, reason: str) -> Failure:
        """Write a request and that it got no answer: a `metadata` record beside it.

        `kind` is a word that whoever replays it understands, `reason` a line for people.
        """
        told_id, request_id = self._begin(asked, "metadata")
        return self._tell(asked, kind, reason, {"WARC-Record-ID": told_id, "WARC-Concurrent-To": request_id})

    def tell(self, url: str, at: datetime, kind: str, reason: str) -> Failure:
        """Write down a failure that is no request's: a `metadata` record alone, `url` what it is about."""
        about = Exchange.unanswered(url, "GET", (), b"", at)
        if self._file.tell() == 0:
            self._write_info(about)
        return self._tell(about, kind, reason, {})

    def _tell(self, about: Exchange, kind: str, reason: str, more: dict[str, str]) -> Failure:
        offset, headers = self._file.tell(), self._headers(about, "metadata") | {"Content-Type": FIELDS} | more
        self._put(about.url, "metadata", failure_fields(kind, reason), headers)
        record = RecordRef(self.path, offset, headers["WARC-Record-ID"], "")
        return Failure(about.url, self._moment(about), kind, reason, record)

    def _begin(self, exchange: Exchange, record_type: str = "response") -> tuple[str, str]:
        # The request comes first: an answer that is whole on disk is then never without what it answers.
        if self._file.tell() == 0:
            self._write_info(exchange)
        answer_id = self._urn(exchange, record_type)
        return answer_id, self._write_request(exchange, answer_id)

    def _moment(self, exchange: Exchange) -> datetime:
        return datetime.fromisoformat(warc_date(exchange.at))

    def _write_info(self, exchange: Exchange) -> None:
        headers = self._headers(exchange, "warcinfo") | {"WARC-Filename": self.path.name}
        self._put(
            "", "warcinfo", "".join(f"{name}: {value}\r\n" for name, value in self._info).encode("utf-8"), headers
        )

    def _write_request(self, exchange: Exchange, response_id: str) -> str:
        http = http_headers(f"{exchange.url} HTTP/1.1", exchange.request_headers, exchange.method)
        headers = self._headers(exchange, "request") | {"WARC-Concurrent-To": response_id}
        self._put(exchange.url, "request", exchange.request_body, headers, http)
        return headers["WARC-Record-ID"]

    def _headers(self, exchange: Exchange, record_type: str) -> dict[str, str]:
        return {"WARC-Record-ID": self._urn(exchange, record_type), "WARC-Date": warc_date(exchange.at)}

    def _urn(self, exchange: Exchange, record_type: str) -> str:
        return f"<urn:uuid:{self._record_id(exchange, record_type)}>"

    def _put(self, url: str, record_type: str, payload: bytes, headers: dict[str, str], http: Any = None) -> None:
        record = self._warc.create_warc_record(
            url, record_type, BytesIO(payload), len(payload), warc_headers_dict=headers, http_headers=http
        )
        self._warc.write_record(record)
        self._file.keep()


def http_headers(first_line: str, headers: Headers, protocol: str) -> Any:
    """Headers in warcio's class, written byte for byte: left alone, warcio percent-encodes what is not ASCII."""
    http = StatusAndHeaders(first_line, list(headers), protocol=protocol)
    http.to_ascii_bytes = partial(http.to_bytes, encoding="latin-1")
    return http


def _answer_headers(exchange: Exchange) -> Any:
    first_line = f"{exchange.status} {exchange.reason}"
    return http_headers(first_line, _unchunked(exchange.response_headers), "HTTP/1.1")


def _unchunked(headers: Headers) -> list[tuple[str, str]]:
    # The body is handed over in one piece; a reader that believed this header would look for chunks in it.
    return [(name, value) for name, value in headers if name.lower() != "transfer-encoding"]
