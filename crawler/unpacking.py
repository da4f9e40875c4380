"""Bodies freed of their Content-Encoding, within limits: what is beyond them, or broken, is refused by its name."""

import zlib

import brotli
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.refusals import NotUnpacked, TooLarge

# A page of a portal shrinks to a tenth, a list to a thirtieth at most; deflate can do no better than a thousandth.
LARGEST_RATIO = 200
# Bytes. Below this a body does no harm, whatever its ratio.
HARMLESS = 4 * 1024 * 1024
# Servers pack once; a proxy may do so again.
MOST_LAYERS = 2


class BoundedUnpacking(HttpCompressionMiddleware):
    """Scrapy's, whose limit grows with what came: 200 times that, at least 4 MiB, never beyond DOWNLOAD_MAXSIZE.

    It asks for the codings that the archive can undo later, and for no others.
    """

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Say which codings are understood."""
        request.headers.setdefault("Accept-Encoding", "gzip, deflate, br")

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response unpacked. Raises TooLarge, NotUnpacked."""
        said = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if len([coding for coding in said.split(",") if coding.strip()]) > MOST_LAYERS:
            raise TooLarge(f"the body is packed more than {MOST_LAYERS} times ({said}): not unpacked")
        limit = min(self._max_size, max(HARMLESS, LARGEST_RATIO * len(response.body)))
        bounded = request.replace(meta={**request.meta, "download_maxsize": limit})
        try:
            return super().process_response(bounded, response)
        except IgnoreRequest as error:
            told = f"{len(response.body)} bytes, packed as {said}, unpack to more than {limit}: not unpacked"
            raise TooLarge(told) from error
        except (zlib.error, brotli.error, OSError, EOFError, ValueError) as error:
            raise NotUnpacked(f"the body is not {said}, as its Content-Encoding says: {error}") from error
