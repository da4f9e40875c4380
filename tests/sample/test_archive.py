"""The shipped archive is what the generator makes, whole, small, and holds what the issue asks for."""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from lxml import html

from nianbao.archive.members import read_member
from nianbao.archive.verify import verify
from nianbao.sample import sample_archives
from sample.archive import write_archive
from sample.catalogue import HERE, catalogue, read_toml
from sample.page import MARK

FOLDER = "https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/"
NOT_ON_THE_LIST = {"平潭综合实验区2012年", "平潭综合实验区2013年", "平潭综合实验区2015年度", "平潭综合实验区2016年度"}


class Page(Protocol):
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str: ...

    def tree(self) -> html.HtmlElement: ...


def unpacked(path: Path) -> bytes:
    data, offset = b"", 0
    while offset < path.stat().st_size:
        member = read_member(path, offset)
        data, offset = data + member.data, member.end
    return data


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    (shipped,) = sample_archives()
    for folder in ("first", "second"):
        write_archive(tmp_path / folder / shipped.name)
    made = (tmp_path / "first" / shipped.name).read_bytes()
    assert made == (tmp_path / "second" / shipped.name).read_bytes()
    # Another zlib may pack the same bytes otherwise, so what ships is compared unpacked.
    assert unpacked(shipped) == unpacked(tmp_path / "first" / shipped.name)


def test_it_is_whole_and_small() -> None:
    (shipped,) = sample_archives()
    assert list(verify(shipped)) == []
    assert shipped.stat().st_size < 400_000


def test_every_host_is_a_portal_and_has_its_robots_txt(answered: Mapping[str, Page]) -> None:
    for url in answered:
        parts = urlsplit(url)
        assert re.fullmatch(r"[a-z.]+\.gov\.cn", parts.netloc), url
        assert url.isascii()
        assert f"{parts.scheme}://{parts.netloc}/robots.txt" in answered


def test_every_page_is_marked_as_a_sample(report_pages: Mapping[str, Page]) -> None:
    assert len(report_pages) == 16
    for page in report_pages.values():
        assert MARK in page.tree().text_content()
        assert f"<!-- {MARK} -->" in page.text
        assert page.tree().xpath("//meta[@name='generator'][@content='nianbao sample']")


def list_rows(answered: Mapping[str, Page]) -> list[tuple[str, str, str]]:
    rows = []
    for address in (FOLDER, FOLDER + "index_1.htm"):
        for row in answered[address].tree().xpath("//dl[not(@ms-repeat)]"):
            (link,) = row.xpath(".//a")
            (date,) = row.xpath("./dd[last()]")
            rows.append((link.get("href").removeprefix("./"), link.get("title"), date.text_content().strip()))
    return rows


def test_the_list_holds_the_sixteen_rows(answered: Mapping[str, Page], shared: Path) -> None:
    with (shared / "samples" / "pingtan_all20.tsv").open(encoding="utf-8") as file:
        true = list(csv.reader(file, delimiter="\t"))[1:]
    true = [row for row in true if not any(row[1].startswith(title) for title in NOT_ON_THE_LIST)]
    rows = list_rows(answered)
    assert [title for _, title, _ in rows] == [title for _, title, _ in true]
    made = {one["url"] for one in read_toml(HERE / "traps.toml")["made_address"]}
    for (path, _, date), (true_path, _, true_date) in zip(rows, true, strict=True):
        assert re.fullmatch(re.escape(true_path).replace("____", r"\d{4}_"), path)
        assert date.startswith(true_date)
        assert (FOLDER + path in made) == ("____" in true_path)


def test_pages_lie_where_the_portals_have_them_or_are_named_as_made(shared: Path) -> None:
    portals = (shared / "domain" / "portals.md").read_text(encoding="utf-8")
    made = {one["url"] for one in read_toml(HERE / "traps.toml")["made_address"]}
    for page in catalogue().pages:
        known = page.url.partition("//")[2] in portals or page.url.rpartition("/content/")[2] in portals
        assert known != (page.url in made), page.url


def test_figures_are_the_published_ones(shared: Path) -> None:
    for path in sorted((HERE / "figures").glob("*.json")):
        made = load_json(path)
        source = shared / "samples" / "pingtan_figures" / path.name
        published = load_json(source if source.exists() else shared / "seeds" / f"{path.stem}.expected.json")
        inferred = set(published.get("inferred", ()))
        assert set(made["unreadable"]) == inferred
        assert made["figures"] == {key: value for key, value in published["figures"].items() if key not in inferred}


def load_json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_int=str, parse_float=str)
    return data


@pytest.mark.parametrize("page", [page.name for page in catalogue().pages if page.form])
def test_a_page_prints_each_figure_as_often_as_it_was_published(page: str, report_pages: Mapping[str, Page]) -> None:
    data = load_json(HERE / "figures" / f"{page}.json")
    tables = report_pages[page].tree().xpath("//table[not(.//table)][not(@class='calendar')]")
    texts = (cell.text_content().strip() for table in tables for cell in table.xpath(".//td"))
    printed = Counter(text for text in texts if re.fullmatch(r"[0-9.]+|■+", text))
    run_together = data.get("run_together", {})
    expected = Counter([*data["figures"].values(), *run_together.values()])
    expected["■■"] = sum(not any(key.startswith(row) for row in run_together) for key in data["unreadable"])
    assert printed == +expected
