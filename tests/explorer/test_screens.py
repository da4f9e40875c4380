"""Screens 1, 4, 5 and the search on 示例县: what is asked back, what is left out, what is not set side by side."""

import csv
import re
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from lxml import html

from nianbao.explorer import search

Open = Callable[[str], html.HtmlElement]
ROOT = Path(__file__).resolve().parents[2]
ASKED = "build=1&region=990100&first=2017&last=2025&level=county&group=requests&quality=all"


def test_a_name_that_several_bear_is_asked_back_with_the_years_of_each(page: Open) -> None:
    found = page("/en/?q=普陀区")
    assert "may be any of these 2" in found.xpath("//section[@class='hits']/h2")[0].text
    hits = found.xpath("//ul[@class='hit-list']/li")
    assert [hit.xpath(".//a/@href")[0] for hit in hits] == ["/en/region/310107", "/en/region/330903"]
    for hit in hits:
        assert len(hit.xpath(".//ol[@class='strip']/li")) == 18
        assert "0 of 18 years" in hit.text_content()
        assert re.search(r"of its level in 2025: \d+ of \d+", hit.text_content())


def test_a_hit_shows_every_year_held_or_not(page: Open) -> None:
    (hit, *_) = page("/en/?q=示例县").xpath("//ul[@class='hit-list']/li")
    looks = hit.xpath(".//ol/li//@data-look")
    held = {2008 + place for place, look in enumerate(looks) if look == "tables"}
    assert held == {2017, 2019, 2020, 2021, 2022, 2023, 2024}
    assert "7 of 18 years" in hit.text_content()


def test_the_grid_has_every_province_and_the_counts_of_each_year(page: Open) -> None:
    found = page("/en/?level=county")
    rows = found.xpath("(//table[@class='grid'])[1]/tbody/tr")
    assert len(rows) == 31 + 1  # and 示例省
    (made,) = [row for row in rows if row.xpath("th/a/@href") == ["/en/region/990000"]]
    assert made.xpath("td")[2023 - 2008].text_content().split() == ["2/2", "2", "of", "2"]
    assert made.xpath("td")[2018 - 2008].text_content().split() == ["0/2", "0", "of", "2"]


def test_hits_of_a_phrase_stand_with_how_many_were_searched(page: Open) -> None:
    found = page("/en/search?q=依法 公开")
    rows = {
        row.xpath("th")[0].text: [cell.text_content() for cell in row.xpath("td")] for row in found.xpath("//tbody/tr")
    }
    assert rows["with it"] == rows["searched"] == ["1", "1", "1", "1", "1", "3", "2"]
    assert len(found.xpath("//ol[@class='passages']/li")) == 10
    assert {mark.text for mark in found.xpath("//mark")} == {"依法公开"}
    nothing = page("/en/search?q=从未说过的话")
    assert "none of the 10 reports searched" in nothing.text_content()


def test_a_phrase_that_stands_nearly_everywhere_is_not_counted_on_the_page_but_in_its_file(
    client: httpx.Client, page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "ENOUGH", 4)
    found = page("/en/search?q=依法公开&last=2099")
    assert "stands in 4 passages or more" in found.xpath("//p[@class='note']")[0].text_content()
    assert not found.xpath("//table")
    assert len(found.xpath("//ol[@class='passages']/li")) == 4
    (counted,) = found.xpath("//a[contains(@href, 'years.csv')]/@href")
    rows = list(csv.DictReader(StringIO(client.get(counted).text)))
    assert [row["n_with"] for row in rows if row["n_with"] != "0"] == ["1", "1", "1", "1", "1", "3", "2"]
    told = client.get("/api/v1/search?q=依法公开&last=2098").json()
    assert {(year["n_with"], year["is_cut"]) for year in told["years"]} == {(None, True)}


def test_series_are_compared_by_code_and_only_with_the_same_coverage(page: Open) -> None:
    found = page("/en/compare?u=990102 990101 990101-deeb47897-o&first=2017")
    names = found.xpath("(//table[@class='years'])[1]/tbody/tr/th/a/text()")
    assert names == ["示例县人民政府", "示例乙县人民政府"]
    assert "counts something else than the first one" in found.text_content()
    tops = found.xpath("//figure//*[@class='scale']/text()")
    assert len(set(tops)) == 1
    said = found.xpath("(//table[@class='years'])[1]/tbody/tr[2]/td")[2024 - 2017].text_content()
    assert said.split() == ["24", "+1"]


def test_a_change_that_cannot_be_compared_says_why(page: Open) -> None:
    found = page("/en/compare?u=990101 990102&first=2017")
    row = [cell.text_content().split() for cell in found.xpath("(//table[@class='years'])[1]/tbody/tr[1]/td")]
    assert row[2019 - 2017][-3:] == ["3", "form,", "gap"]
    assert row[2022 - 2017] == ["41", "+11"]


def test_no_screen_ranks(page: Open) -> None:
    for address in ("/en/", "/en/compare?u=990101 990102", "/en/quality", "/en/region/990101"):
        said = page(address).text_content().lower()
        assert not re.search(r"\b(best|worst|rank \d|top \d|score of \d)", said)


def test_the_steps_say_what_is_left_out(page: Open) -> None:
    found = page(f"/en/dataset?{ASKED}")
    steps = [int(row.xpath("td")[0].text_content()) for row in found.xpath("//table[@class='waterfall']/tbody/tr")]
    assert steps[0] == 2 * 9
    assert steps == sorted(steps, reverse=True)
    # 2017 asks for none of these figures: the form of 2014 has others.
    assert steps[-1] == 6 + 2
    assert "version:" in found.xpath("//pre[@class='citation']")[0].text
    assert len(found.xpath("//ul[@class='cautions']/li")) > 2


def test_the_files_hold_the_frame_of_what_is_missing(client: httpx.Client) -> None:
    rows = list(csv.DictReader(StringIO(client.get(f"/en/dataset/file/report_panel.csv?{ASKED}").text)))
    assert len(rows) == 2 * 9
    assert sum(not row["report_id"] for row in rows) == 18 - 9
    archive = ZipFile(BytesIO(client.get(f"/en/dataset/file/nianbao.zip?{ASKED}").content))
    names = {Path(name).name for name in archive.namelist()}
    assert {"report_panel.csv", "report_panel_status.csv", "CAUTIONS.md", "CITATION.cff", "EXCLUSIONS.csv"} <= names


def test_field_accuracy_says_what_the_written_page_says(page: Open) -> None:
    written = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    shown = page("/en/quality").xpath("//tr[@data-audit]/@data-audit")
    assert shown == (["not-yet-done"] if "## Field audit: not yet done" in written else ["done"])


def test_findings_lead_to_the_cells_they_name(page: Open) -> None:
    found = page("/en/quality?rule=T3.SUM")
    links = found.xpath("//h3[@id='found']/following::table[1]//td/a/@href")
    assert "/en/report/990101-ga207d5d9-2020-a/t3.disposed.total" in links
