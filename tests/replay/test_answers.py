"""How the replay handler answers: encodings, repeats, known addresses, files, damage."""

import gzip
from pathlib import Path
from typing import Any

import pytest

URL = "https://www.shilixian.test/zwgk/nb/202401/t20240118_1.htm"
TITLE = "示例县人民政府2023年政府信息公开工作年度报告"
OFFICE = "示例县人民政府办公室2023年政府信息公开工作年度报告"
ALONE = {"family": "plain", "list_url": None, "reports": [URL]}


def change_a_word(archive: Path) -> None:
    """Change one word of the page and compress again: only the digest in the record's header can tell."""
    records = gzip.decompress(archive.read_bytes()).split(b"WARC/1.1\r\n")[1:]
    changed = [b"WARC/1.1\r\n" + record.replace("不存在".encode(), "真存在".encode(), 1) for record in records]
    archive.write_bytes(b"".join(gzip.compress(record) for record in changed))


@pytest.fixture(scope="module")
def told(replay_all: Any, case: Any, report_page: Any) -> dict[str, Any]:
    """Every case's account."""
    page = {"body": report_page(TITLE)}
    packed = {"body": gzip.compress(report_page(TITLE).encode("utf-8")), "headers": [("Content-Encoding", "gzip")]}
    accounts: dict[str, Any] = replay_all(
        {
            "packed": case([(URL, packed)], ALONE),
            "busy at first": case([(URL, {"status": 503, "body": "busy"}), (URL, page)], ALONE),
            "the office's": case([(URL, {"body": report_page(OFFICE)})], ALONE),
            "a file": case([(URL, {"body": b"%PDF-1.4 ...", "type": "application/pdf"})], ALONE),
            "an error of ours": case([(URL, page)], {**ALONE, "family": "broken"}),
            "damaged": case([(URL, page)], ALONE, spoil=change_a_word),
        }
    )
    return accounts


def test_a_compressed_answer_is_unpacked_as_a_live_one(told: dict[str, Any], report_page: Any) -> None:
    assert told["packed"]["state"] == "complete"
    assert told["packed"]["pages"][0]["body"] == report_page(TITLE)


@pytest.mark.parametrize("name", ["busy at first", "the office's", "a file"])
def test_what_is_handed_on(told: dict[str, Any], name: str) -> None:
    assert (told[name]["state"], told[name]["listed"], len(told[name]["pages"])) == ("complete", 1, 1)


def test_an_error_in_a_spider_fails_the_site(told: dict[str, Any]) -> None:
    account = told["an error of ours"]
    assert account["state"] == "failed"
    assert [(short["url"], short["trouble"]) for short in account["shortfalls"]] == [(URL, "error")]


def test_damaged_bytes_fail_the_site(told: dict[str, Any]) -> None:
    assert (told["damaged"]["state"], told["damaged"]["pages"]) == ("failed", [])
    assert [shortfall["trouble"] for shortfall in told["damaged"]["shortfalls"]] == ["archive"]
