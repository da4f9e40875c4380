"""Text of pages: decoded, and squeezed."""

from scrapy.http import Response, TextResponse

from nianbao.domain.carried import with_carried

ENCODINGS = ("utf-8", "gb18030")


def page_text(response: Response) -> str:
    """A page decoded: what headers and meta tags say is wrong too often, what strict UTF-8 accepts is not.

    A body of neither encoding has some bytes spoilt: Scrapy's own choice then, with replacement characters. Bytes that
    are no text at all (a PDF where a list was) are read as Latin-1 and hold no row.
    """
    text = decoded_text(response.body)
    if text is not None:
        return text
    return response.text if isinstance(response, TextResponse) else response.body.decode("latin-1")


def whole_text(response: Response) -> str:
    """A page decoded, with the article that its script carries behind it."""
    return with_carried(page_text(response))


def decoded_text(body: bytes) -> str | None:
    """The text in these bytes; None where they are in neither encoding."""
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def squeezed(text: str) -> str:
    """A text without white space, nothing else changed: a title is shredded over spans and lines."""
    return "".join(text.split())
