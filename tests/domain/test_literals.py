"""Literals of scripts: JSON and what scripts write beside it; whatever breaks off or computes is none."""

import pytest

from nianbao.domain.literals import MAX_DEPTH, literals_named


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('TREE: [{"id": 1, "name": "\\u5e74\\u62a5", "children": []}]', [{"id": 1, "name": "年报", "children": []}]),
        ("TREE: [{id: 1, name: '年报', jump_url: '', children: [{id: 2,},],},]",
         [{"id": 1, "name": "年报", "jump_url": "", "children": [{"id": 2}]}]),
        ('"TREE" : {"a": "\\u003Cp\\u003E\\"x\\"\\/\\n", \'b\': null, c: -1.5, d: true}',
         {"a": '<p>"x"/\n', "b": None, "c": -1.5, "d": True}),
        ("TREE: /* all */ [1, // one\n 2]", [1, 2]),
        ("TREE: '\\ud83d\\ude00 it\\'s'", "😀 it's"),
        ("TREE: {1: 'one'}", {"1": "one"}),
    ],
)  # fmt: skip
def test_what_scripts_write(written: str, meant: object) -> None:
    assert list(literals_named(f"window._CONFIG = {{ SID: '1', {written} }};", "TREE")) == [meant]


@pytest.mark.parametrize(
    "written",
    [
        "TREE: [{id: 1, name: '年报'",
        "TREE: [1, 2",
        "TREE: 'not ended",
        "TREE: window.tree",
        "TREE: [tree()]",
        "TREE: [1 + 2]",
        "TREE: {a 1}",
        "TREE: {[a]: 1}",
        "TREE:",
        "SUBTREE: 1",
        "other.TREE: 1",
        "TREE: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
        "TREE: " + "[" * 100_000,
    ],
)
def test_what_is_no_whole_literal(written: str) -> None:
    assert list(literals_named(written, "TREE")) == []


def test_every_key_of_the_name_is_given() -> None:
    assert list(literals_named("DETAIL: f(), DETAIL: {a: 1}, 'DETAIL': null", "DETAIL")) == [{"a": 1}, None]
