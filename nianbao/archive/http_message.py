"""An HTTP message cut into its first line, its headers and its body."""

from dataclasses import dataclass
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """`first_line` is the status or request line; `body` is still content-encoded, never chunked."""

    first_line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def split_message(block: bytes) -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """First line, headers and what follows, exactly as stored."""
    head, _, rest = block.partition(b"\r\n\r\n")
    first_line, *lines = head.decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines if line)
    return first_line, tuple((name.strip(), value.strip()) for name, _, value in fields), rest


def parse_message(block: bytes) -> HttpMessage:
    """The message of a record's block. Chunks, which only foreign writers keep, are joined."""
    first_line, headers, rest = split_message(block)
    chunked = "chunked" in header_value(headers, "Transfer-Encoding").lower()
    return HttpMessage(first_line, headers, _joined(rest) if chunked else rest)


def header_value(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """The first value of a header, or an empty string."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def _joined(chunks: bytes) -> bytes:
    reader = ChunkedDataReader(BytesIO(chunks))
    return b"".join(iter(reader.read, b""))
