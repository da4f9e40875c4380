"""The shipped sample, read back with nothing but the archive room and lxml."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from lxml import html

from nianbao.archive.decoding import decoded_body
from nianbao.archive.reader import iter_captures, load
from nianbao.sample import sample_archives
from sample.catalogue import catalogue


@dataclass(frozen=True)
class Answered:
    """One answer of the sample, its body freed of its Content-Encoding."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page in its true encoding."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            return self.body.decode("gb18030")

    def tree(self) -> html.HtmlElement:
        """The page as a browser would parse it."""
        return html.document_fromstring(self.text.removeprefix("\ufeff"))


@pytest.fixture(scope="session")
def answered() -> Mapping[str, Answered]:
    """Every answer of the shipped archive by its address."""
    (archive,) = sample_archives()
    found = {}
    for stored in iter_captures(archive):
        payload = load(stored.capture.record)
        body = decoded_body(payload.headers, payload.body)
        found[payload.url] = Answered(payload.url, payload.status, dict(payload.headers), body)
    return found


@pytest.fixture(scope="session")
def report_pages(answered: Mapping[str, Answered]) -> Mapping[str, Answered]:
    """The report pages by name."""
    return {page.name: answered[page.url] for page in catalogue().pages}
