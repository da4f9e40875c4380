"""An HTML page to a Document. The page is hostile: no network, no entities, no depth, no span without a limit."""

from collections.abc import Iterator

from lxml import etree

from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.encoding import decode
from extractors.documents.html_blocks import blocks_of, strip_inline, table_places
from extractors.documents.html_carried import shows, take_in
from extractors.documents.html_clean import clean, drop_hidden, hidden_elements
from extractors.documents.html_titles import meta_of, titles_of
from extractors.documents.normal import Normal, normaliser
from extractors.errors import Refused
from nianbao.domain.carried import carried_in_script

MAX_TAGS = 500_000  # the most shredded page of a report has under 50,000
MAX_TABLES = 2000
MAX_DEPTH = 200  # real pages nest up to about 60 deep
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")


def read_html(body: bytes) -> Document:
    """The page's paragraphs and tables; raises Refused for a page that no honest portal sends.

    An article that the page carries in a script stands behind what the page prints, its tables count on from there.
    """
    text = decode(body)
    source = text.encode("utf-8", "replace")
    root = _parse(source)
    if carried := carried_in_script(text):
        article = _parse(carried.page.encode("utf-8", "replace"))
        if not shows(root, article):
            text, source = text + carried.page, source + carried.page.encode("utf-8", "replace")
            take_in(root, article)
    normal = normaliser(text)
    meta = meta_of(root)
    titles = tuple(titles_of(root, meta))
    places = table_places(root)
    lower = source.lower()
    clean(root, lower)
    hidden = hidden_elements(root, lower)
    behind = tuple(_normalised(blocks_of(root, places), normal)) if hidden else ()
    hides = drop_hidden(root, hidden)
    strip_inline(root)
    return Document(
        kind="html",
        blocks=tuple(_normalised(blocks_of(root, places), normal)),
        behind=behind if hides else (),
        titles=tuple(normal(title) for title in titles),
        meta={name: normal(value) for name, value in meta.items()},
        mirrored=normal.mirrored,
    )


def _parse(source: bytes) -> etree._Element:
    """The tree of a page in UTF-8."""
    if source.count(b"<") > MAX_TAGS:
        raise Refused(f"more than {MAX_TAGS:,} elements or cells on a page: refused as a bomb")
    # Not lxml.html's parser: its elements have classes of their own, which cost more than the parsing.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Refused(f"this is not an HTML page that can be parsed: {error}") from error
    if root is None:
        raise Refused("this is not an HTML page that can be parsed: it holds no element")
    if _TOO_DEEP(root):
        raise Refused(f"elements are nested more than {MAX_DEPTH} deep: refused as a bomb")
    return root


def _normalised(blocks: Iterator[Paragraph | Table], normal: Normal) -> Iterator[Paragraph | Table]:
    tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            if tables > MAX_TABLES:
                raise Refused(f"more than {MAX_TABLES:,} tables: refused as a bomb")
        yield normal.block(block) if normal.changes else block
