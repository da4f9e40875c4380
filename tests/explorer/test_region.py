"""Screen 2 on 示例县: numbers as printed, each a way to its cell; what is no plain number looks like nothing else."""

from collections.abc import Callable
from typing import Any

import httpx
from lxml import html

Open = Callable[[str], html.HtmlElement]
YEARS = [str(year) for year in range(2008, 2026)]


def line(page: html.HtmlElement, label: str) -> dict[str, html.HtmlElement]:
    """Year -> cell of a row of the first table of years."""
    (row,) = page.xpath(f"(//table[@class='years'])[1]//tr[th[normalize-space()='{label}']]")
    cells = row.xpath("td")
    assert len(cells) == len(YEARS)
    return dict(zip(YEARS, cells, strict=True))


def marks(cell: html.HtmlElement) -> list[str]:
    return [str(name) for name in cell.xpath(".//@data-mark")]


def test_six_troubles_have_six_marks(page: Open) -> None:
    found = page("/en/region/990101")
    received, closed = line(found, "requests received"), line(found, "requests disposed of")
    partial = line(found, "granted in part")
    assert marks(received["2018"]) == ["missing"]
    assert marks(received["2019"]) == ["break"]
    assert marks(closed["2020"]) == ["conflict"]
    assert marks(partial["2021"]) == ["blank"]
    assert marks(partial["2022"]) == ["zero"]
    drawn = found.xpath("//figure[contains(., 'requests received')]//*[@data-mark='small_n']//*[local-name()='title']")
    assert [each.text for each in drawn] == ["2019: 3"]
    shown = set(found.xpath("//main//@data-mark"))
    assert {"break", "missing", "blank", "zero", "conflict", "small_n"} <= shown


def test_each_mark_on_the_page_is_told_in_words_beside_it(page: Open) -> None:
    found = page("/zh/region/990101")
    assert all(mark.text_content().strip() for mark in found.xpath("//td//*[@data-mark]"))
    told = set(found.xpath("//ul[@class='key']//@data-key"))
    assert {"missing", "blank", "zero", "conflict", "not_on_form"} <= told


def test_a_number_leads_to_its_cell_and_a_sum_to_its_parts(page: Open, client: httpx.Client) -> None:
    found = page("/en/region/990101")
    (link,) = line(found, "requests received")["2022"].xpath("a")
    assert (link.text, link.get("href")) == ("41", "/en/report/990101-ga207d5d9-2022-a/t3.new_received.total")
    (link,) = line(found, "refused on a ground of exemption")["2022"].xpath("a")
    parts: Any = html.document_fromstring(client.get(link.get("href")).text)
    assert len(parts.xpath("(//tbody)[1]/tr")) == 7
    assert "t3.denied.state_secret.total" in parts.text_content()


def test_every_number_of_the_table_is_a_link(page: Open) -> None:
    cells = page("/en/region/990101").xpath("(//table[@class='years'])[1]//td")
    printed = [cell for cell in cells if any(character.isdigit() for character in "".join(cell.xpath("text()")))]
    assert printed == []


def test_the_annex_is_not_joined_with_the_tables_nor_a_year_with_one_behind_a_gap(page: Open) -> None:
    (drawing,) = page("/en/region/990101").xpath("//figure[b='requests received' or figcaption/b='requests received']")
    dots = drawing.xpath(".//*[@class='dot']//*[local-name()='title']")
    assert [dot.text.split(":")[0] for dot in dots] == ["2017", "2019", "2020", "2021", "2022", "2023", "2024"]
    assert len(drawing.xpath(".//*[@class='join']")) == 5
    assert len(drawing.xpath(".//*[@data-mark='break']")) == 1
    assert len(drawing.xpath(".//*[@data-mark='missing']")) == len(YEARS) - 7


def test_the_caption_says_what_and_of_how_many(page: Open) -> None:
    (caption,) = page("/en/region/990101").xpath("(//table[@class='years'])[1]/caption")
    said = caption.text_content()
    assert "示例县人民政府, the whole administration of the area" in said
    assert "7 of 18 years" in said
    assert "state dev-" in said


def test_a_rate_stands_with_its_n(page: Open) -> None:
    found = page("/en/region/990101")
    (row,) = found.xpath("//tr[th[normalize-space()='granted in full or part, of those closed']]")
    cell = row.xpath("td")[YEARS.index("2019")]
    assert marks(cell) == ["break", "small_n"]
    assert "100\xa0% n = 3" in cell.text_content()


def test_other_series_are_listed_and_never_drawn(page: Open) -> None:
    found = page("/en/region/990101")
    (other,) = found.xpath("//ul[@class='series']/li/a")
    assert other.text == "示例县教育局"
    own = page(other.get("href"))
    assert "the organ alone" in own.text_content()
    (row,) = own.xpath("(//table[@class='years'])[1]//tr[th='requests received']")
    assert [cell.text_content().strip() for cell in row.xpath("td")] == ["5"]
