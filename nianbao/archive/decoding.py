"""A body freed of its Content-Encoding, within a limit."""

import zlib

import brotli

from nianbao.archive.errors import Undecodable
from nianbao.archive.http_message import header_value

LARGEST_BODY = 64 * 1024 * 1024  # bytes, decoded
GZIP = zlib.MAX_WBITS + 16


def decoded_body(headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    """The body without gzip, deflate or br, outermost first. Raises Undecodable (bomb, broken, unknown coding)."""
    codings = [coding.strip().lower() for coding in header_value(headers, "Content-Encoding").split(",")]
    for coding in reversed([coding for coding in codings if coding]):
        body = _decoded(coding, body)
    return body


def _decoded(coding: str, body: bytes) -> bytes:
    match coding:
        case "identity":
            return body
        case "gzip" | "x-gzip":
            return _inflated(body, GZIP)
        case "deflate":
            return _inflated(body, _deflate_bits(body))
        case "br":
            return _unbrotlied(body)
        case _:
            raise Undecodable(f"the body is coded as {coding!r}, which is neither gzip, deflate nor br")


def _deflate_bits(body: bytes) -> int:
    # RFC 9110 means zlib by "deflate"; some servers send the bare stream.
    return zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        unpacked = unpacker.decompress(body, LARGEST_BODY + 1)
    except zlib.error as error:
        raise Undecodable(f"the body is not what its Content-Encoding says: {error}") from error
    if len(unpacked) > LARGEST_BODY:
        raise _too_large()
    if not unpacker.eof:
        raise Undecodable("the compressed body ends too early")
    return unpacked


def _unbrotlied(body: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        unpacked: bytes = unpacker.process(body, output_buffer_limit=LARGEST_BODY + 1)
    except brotli.error as error:
        raise Undecodable(f"the body is not what its Content-Encoding says: {error}") from error
    if len(unpacked) > LARGEST_BODY or not unpacker.can_accept_more_data():
        raise _too_large()
    if not unpacker.is_finished():
        raise Undecodable("the compressed body ends too early")
    return unpacked


def _too_large() -> Undecodable:
    return Undecodable(f"the body unpacks to more than {LARGEST_BODY} bytes")
