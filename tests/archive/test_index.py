"""A key asked again gets the next capture of that key, then the last."""

import pytest

from nianbao.archive.index import build_index, canonical_url, request_key
from nianbao.domain.capture import Capture


def test_captures_are_given_in_order_then_the_last_again(captures: list[Capture]) -> None:
    index = build_index([captures[0].record.file])
    key = request_key("get", "HTTP://www.example.gov.cn:80/nb.htm#top")
    given = [index.next(key) for _ in range(3)]
    assert given == [captures[0].record, captures[1].record, captures[1].record]


def test_bodies_tell_posts_apart(captures: list[Capture]) -> None:
    index = build_index([captures[0].record.file])
    url = "http://www.example.gov.cn/list"
    assert index.next_capture(request_key("POST", url, b"page=2")) == captures[2]
    assert index.next(request_key("POST", url, b"page=3")) is None
    assert index.next(request_key("GET", url)) is None


def test_the_same_file_twice_is_two_captures(captures: list[Capture]) -> None:
    file = captures[0].record.file
    assert len(build_index([file, file])) == 6


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://WWW.Example.gov.cn", "http://www.example.gov.cn/"),
        ("https://h.gov.cn.:443/a?b=2&a=1#c", "https://h.gov.cn/a?b=2&a=1"),
        ("http://h:8080/A", "http://h:8080/A"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
