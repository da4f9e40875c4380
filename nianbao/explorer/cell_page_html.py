"""An archived HTML page with one cell marked, found by its locator the way the reader found it."""

from collections.abc import Collection, Iterator

from lxml import etree

from extractors.documents.encoding import decode
from extractors.documents.html_blocks import table_places
from extractors.documents.html_carried import shows, take_in
from extractors.documents.html_clean import clean, drop_hidden, hidden_elements
from extractors.documents.html_grid import table_of
from nianbao.domain.carried import carried_in_script
from nianbao.domain.report import TableCell, Where
from nianbao.explorer.cell_page_build import Builder, Element, ask, masked


def page_of_html(
    body: bytes, asked: Where, raw: str, figures: Collection[Where], *, hidden_too: bool
) -> Element | None:
    """The page made anew with the cell marked; null where no element stands at the place.

    `hidden_too`: the report stands in what the page's style hides. The page has been read: it is no bomb.
    """
    root, lower = _parsed(body)
    places = {place: table for table, place in table_places(root).items()}
    clean(root, lower)
    if not hidden_too:
        drop_hidden(root, hidden_elements(root, lower))
    cells = dict(_cells(places, figures))
    found = cells.get(asked)
    if found is None:
        return None
    builder = Builder(cells.values())
    main = builder.page(root)
    cell = builder.made.get(found)
    if cell is None:  # it stands in what is never shown
        return None
    masked(main, builder.made.values())
    ask(cell, raw)
    return main


def _parsed(body: bytes) -> tuple[Element, bytes]:
    """The tree, with the article that a script carries, and the source in lower case."""
    text = decode(body)
    source = text.encode("utf-8", "replace")
    root = _tree(source)
    if carried := carried_in_script(text):
        article = _tree(carried.page.encode("utf-8", "replace"))
        if not shows(root, article):
            source += carried.page.encode("utf-8", "replace")
            take_in(root, article)
    return root, source.lower()


def _tree(source: bytes) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root: Element = etree.fromstring(source, parser=parser)
    return root


def _cells(tables: dict[int, Element], figures: Collection[Where]) -> Iterator[tuple[Where, Element]]:
    """The elements that stand at the places of figures."""
    wanted = {where.table for where in figures if isinstance(where, TableCell)}
    for place in sorted(wanted & tables.keys()):
        element = tables[place]
        grid = table_of(element, place, "")
        for row, line in zip(grid.rows, element.iter("tr"), strict=True):
            for cell, found in zip(row.cells, line.iterchildren("td", "th"), strict=True):
                yield cell.where, found
