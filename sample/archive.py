"""The sample archive: every exchange, in the order in which a crawl would ask."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from nianbao.archive.writer import ArchiveWriter, Exchange, derived_id
from sample.catalogue import Catalogue, catalogue
from sample.page import page_bytes
from sample.page_traps import header_charset
from sample.portal import list_pages

HTML = "text/html"
NOT_FOUND = "<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>"

Answer = tuple[str, int, str, bytes]


def answers(made: Catalogue) -> Iterator[Answer]:
    """Address, status, Content-Type and body of everything the archive holds."""
    for robots in made.robots:
        if robots.text is None:
            yield robots.url, 404, HTML, NOT_FOUND.encode("ascii")
        else:
            yield robots.url, 200, "text/plain", robots.text.encode("ascii")
    for url, body in list_pages(made):
        yield url, 200, f"{HTML}; charset=utf-8", body
    for page in made.pages:
        yield page.url, 200, HTML + header_charset(page), page_bytes(page)


def exchange(place: int, answer: Answer, made: Catalogue) -> Exchange:
    """The exchange at this place of the archive; pages of the portals that pack are packed."""
    url, status, content_type, body = answer
    headers = [("Server", "nianbao sample"), ("Content-Type", content_type)]
    if url.startswith("https:") and status == 200:
        # Not gzip.compress: what it writes into the header differs between versions of Python.
        body = zlib.compress(body, level=9, wbits=zlib.MAX_WBITS + 16)
        headers.append(("Content-Encoding", "gzip"))
    return Exchange(
        url=url,
        method="GET",
        request_headers=(("User-Agent", made.user_agent), ("Accept-Encoding", "gzip")),
        request_body=b"",
        status=status,
        reason={200: "OK", 404: "Not Found"}[status],
        response_headers=(*headers, ("Content-Length", str(len(body)))),
        body=body,
        at=made.first_capture + timedelta(seconds=place),
    )


def write_archive(path: Path) -> int:
    """Write the archive anew; gives the number of exchanges. The same bytes each time."""
    path.unlink(missing_ok=True)
    made = catalogue()
    with ArchiveWriter(path, derived_id) as writer:
        captures = [writer.write(exchange(place, answer, made)) for place, answer in enumerate(answers(made))]
    return len(captures)
