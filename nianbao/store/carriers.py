"""The kinds of file a report comes in, in the order in which their figures are preferred."""

from mimetypes import guess_type
from urllib.parse import urlsplit

# Order is rank: a page's tables before Office files, those before PDF, a picture last (research rule 2).
CARRIERS = ("html", "docx", "doc", "sheet", "pdf", "text", "image", "other")

MIME_CARRIERS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-excel": "sheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet",
    "image/png": "image",
    "image/jpeg": "image",
    "image/gif": "image",
    # A body out of a list's data: its page goes before it where both are held.
    "application/json": "other",
}


def carrier_of(mime: str, url: str) -> str:
    """The kind of file by its declared media type, else by the ending of its address, else `other`."""
    declared = mime.partition(";")[0].strip().lower()
    guessed, _ = guess_type(urlsplit(url).path)
    return MIME_CARRIERS.get(declared) or MIME_CARRIERS.get(guessed or "") or "other"
