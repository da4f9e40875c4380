"""The archived page made anew: only what is on the list, contacts masked, the cell found or said not to be there."""

import pytest
from lxml import etree, html

from extractors import extract, read
from nianbao.domain.report import Figure, TableCell
from nianbao.explorer.cell_page import Asked, NotMarked, marked_page, page_with_cell
from nianbao.explorer.cell_page_build import GONE, KEPT, squeezed, text_in
from proofs.why.documents import of_sample
from tests.explorer.cell.hostile import ELEMENTS, payloads

OURS = {"html", "head", "meta", "title", "style", "body", "main"}
ALLOWED = {"rowspan", "colspan", "id", "class", "tabindex"}
PAGE = "<html><body><table><tr><td>一</td><td>26</td></tr></table>{}</body></html>"
PLACE = TableCell(0, 0, 1)


def page(more: str) -> str:
    """A page with a table, and more behind it."""
    return PAGE.replace("{}", more)


def shown(body: str, place: TableCell = PLACE, raw: str = "26") -> html.HtmlElement:
    """The document for the frame."""
    return html.document_fromstring(page_with_cell(Asked(body.encode(), place, raw, [place], None), "示例"))


@pytest.mark.parametrize("payload", [*ELEMENTS, *payloads()])
def test_nothing_that_is_not_on_the_list_comes_through(payload: str) -> None:
    for body in (page(payload), page("").replace("一", payload), payload + page("")):
        try:
            made = shown(body)
        except NotMarked:  # the text before the table took the table with it, as in a browser
            continue
        assert {str(element.tag) for element in made.iter()} <= OURS | KEPT
        assert {name for element in made.body.iter() for name in element.attrib} <= ALLOWED
        assert made.xpath("count(//*[@id='cell'])") == 1


def test_the_lists_do_not_meet() -> None:
    assert not KEPT & GONE
    assert not KEPT & {"a", "img", "span", "font", "form"}


def test_contacts_are_masked_and_figures_are_not() -> None:
    body = page("<p>联系电话：<span>138</span><b>1234</b>5678</p>").replace("26", "13812345678")
    made = shown(body, raw="13812345678")
    assert made.get_element_by_id("cell").text_content() == "13812345678"
    assert "〔手机〕" in made.text_content()
    assert made.text_content().count("13812345678") == 1


def test_a_cell_that_is_not_there_is_said() -> None:
    with pytest.raises(NotMarked):
        shown(page(""), TableCell(0, 5, 5))
    with pytest.raises(NotMarked):
        shown(page(""), TableCell(3, 0, 0))


def test_spans_are_kept_within_reason() -> None:
    body = page(
        "<table><tr><td rowspan=3 colspan='2'>a</td><td colspan=99999>b</td><td rowspan='x'>c</td></tr></table>"
    )
    cells = shown(body).xpath("//table[2]//td")
    assert [dict(cell.attrib) for cell in cells] == [{"rowspan": "3", "colspan": "2"}, {}, {}]


@pytest.mark.parametrize("name", ["pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/202103", "www.liuyang", "201204"])
def test_each_row_of_the_sample_is_found_where_it_was_read(name: str) -> None:
    body = next(each for each in of_sample() if name in each.name).make()
    document = read(body)
    figures = extract(document).figures
    places = [figure.where for figure in figures]
    for figure in figures[::9]:
        main = marked_page(Asked(body, figure.where, figure.raw, places, document))
        assert printed(main) == squeezed(figure.raw), figure.key


def printed(main: etree._Element) -> str:
    """The text of the marked element."""
    [cell] = [element for element in main.iter() if element.get("id") == "cell"]
    return text_in(cell)


def test_a_hidden_table_is_shown_where_the_report_is_hidden() -> None:
    whole = next(each for each in of_sample() if "www.liuyang" in each.name).make().decode()
    body = whole.replace("<body", "<body><div style='display:none'><p", 1).encode()
    document = read(body)
    figures: tuple[Figure, ...] = extract(document).figures
    places = [figure.where for figure in figures]
    assert document.behind
    assert figures
    asked = Asked(body, figures[0].where, figures[0].raw, places, document)
    assert printed(marked_page(asked)) == squeezed(figures[0].raw)
