"""What a page's markup hides in comments: rows there are no rows of the list, a pager there is none of its."""

import re

# Scripts come first: `<!--` inside one is an old way to hide it from browsers, and hides nothing.
PARTS = re.compile(
    r"(?is)(?P<kept><(?P<tag>script|style|textarea)\b.*?(?:</(?P=tag)\s*>|\Z))|<!--(?P<hidden>.*?)(?:-->|\Z)"
)


def shown(text: str) -> str:
    """A page without its comments; one that is not closed runs to the end of the page."""
    return PARTS.sub(lambda found: found["kept"] or "", text)


def hidden(text: str) -> str:
    """What stands in a page's comments, one after the other."""
    return "\n".join(found["hidden"] for found in PARTS.finditer(text) if found["hidden"])
