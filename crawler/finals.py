"""Whether an archived answer is final: the portal's own word, which need not be asked for again."""

from http import HTTPStatus

from crawler.blocks import instead_of_page
from crawler.pages import REFRESH, SMALLEST_PAGE, is_page
from crawler.text import decoded_text
from nianbao.archive.decoding import decoded_body
from nianbao.archive.errors import Undecodable
from nianbao.archive.http_message import header_value
from nianbao.archive.reader import Payload
from nianbao.domain.carried import with_carried

REMOVED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
ROBOTS = "/robots.txt"


def is_final(payload: Payload, front_page: str) -> bool:
    """Whole, of a final status, and no page of a firewall, a brake, or with a message in the page's place.

    `front_page`: digest of the list's first page, which some brakes send for any address; empty where unknown.
    """
    if payload.truncated:
        return False
    if payload.status in REMOVED or 300 <= payload.status < 400:
        return True
    return 200 <= payload.status < 300 and payload.digest != front_page and is_of_the_portal(payload)


def is_of_the_portal(payload: Payload) -> bool:
    """Whether a body of status 2xx is what the portal publishes; of a file that is left to its reader."""
    mime = header_value(payload.headers, "Content-Type").partition(";")[0].strip().lower()
    if not is_page(mime) or payload.url.partition("?")[0].endswith(ROBOTS):
        return True
    try:
        body = decoded_body(payload.headers, payload.body)
    except Undecodable:
        return False
    text = decoded_text(body) or body.decode("latin-1")
    if len(body) < SMALLEST_PAGE:
        return REFRESH.search(text) is not None
    return instead_of_page(with_carried(text)) is None
