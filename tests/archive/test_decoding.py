"""Bodies come out of their coding whole, or not at all."""

import gzip
import zlib

import brotli
import pytest

from nianbao.archive.decoding import LARGEST_BODY, decoded_body
from nianbao.archive.errors import Undecodable

TEXT = "政府信息公开".encode() * 1000


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("br, gzip", gzip.compress(brotli.compress(TEXT), mtime=0)),
    ],
)
def test_codings(coding: str, body: bytes) -> None:
    assert decoded_body((("content-encoding", coding),), body) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("body", [b"", b"<html>", gzip.compress(TEXT, mtime=0)[:-9], brotli.compress(TEXT)[:-2]])
def test_broken_bodies_are_refused(coding: str, body: bytes) -> None:
    with pytest.raises(Undecodable):
        decoded_body((("Content-Encoding", coding),), body)


def test_a_bomb_is_refused() -> None:
    zeros = bytes(LARGEST_BODY + 1)
    for coding, body in (("gzip", gzip.compress(zeros)), ("br", brotli.compress(zeros, quality=1))):
        with pytest.raises(Undecodable, match="more than"):
            decoded_body((("Content-Encoding", coding),), body)


def test_an_unknown_coding_is_refused() -> None:
    with pytest.raises(Undecodable, match="zstd"):
        decoded_body((("Content-Encoding", "zstd"),), b"")
