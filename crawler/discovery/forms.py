"""A page's search, as its form asks it."""

from collections.abc import Iterator
from urllib.parse import urlencode, urljoin

from parsel import Selector

from crawler.lines import page_tree

TYPED = ".//input[not(@type) or @type='text' or @type='search']"
HIDDEN = ".//input[@type='hidden'][@name]"


def searches(text: str, url: str, words: str) -> Iterator[str]:
    """The addresses that the page's search forms lead to for these words; forms that are sent by POST are left out.

    Raises TooDeep.
    """
    for form in page_tree(text or " ").xpath("//form[@action]"):
        if form.attrib.get("method", "get").lower() == "get" and (fields := fields_of(form, words)):
            yield f"{urljoin(url, form.attrib['action']).partition('?')[0]}?{urlencode(fields)}"


def fields_of(form: Selector, words: str) -> dict[str, str]:
    """What is sent: hidden fields as they are, the words in the first that is typed; nothing for a form without one."""
    typed = [name for name in form.xpath(f"{TYPED}/@name").getall() if name]
    if not typed:
        return {}
    hidden = {one.attrib["name"]: one.attrib.get("value", "") for one in form.xpath(HIDDEN)}
    return {**hidden, typed[0]: words}
