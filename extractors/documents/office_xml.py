"""XML parts of Office files: no network, no entities, no DTD, no depth without a limit."""

from collections.abc import Iterator

from lxml import etree

from extractors.documents.container import Container
from extractors.errors import Refused

MAX_PART = 16 * 1024 * 1024  # bytes; the longest real document part seen is under 3 MB
_DECLARES = "{name} declares a document type or entities: refused, no Office program writes them"


def part(container: Container, name: str) -> etree._Element:
    """The root of an XML part; raises Refused where it is damaged or declares a DTD, which no Office program does."""
    content = container.read(name, MAX_PART)
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:8] else content
    # Before it is parsed: an entity bomb goes off in the parser.
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(_DECLARES.format(name=name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{name} is damaged: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it from the search above
        raise Refused(_DECLARES.format(name=name))
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace (the strict and the usual one differ); empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """An attribute whatever its namespace."""
    if element is None:
        return default
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), default)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of a name, of its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element of a name below."""
    return element.iter(f"{{*}}{name}")


def target_of(container: Container, relations: str, kind: str, default: str) -> str:
    """The part that a relation of a kind points to; names of parts are free, so they are looked up."""
    if relations not in container.names():
        return default
    for relation in descendants(part(container, relations), "Relationship"):
        if attribute(relation, "Type").endswith(f"/{kind}"):
            return attribute(relation, "Target").lstrip("/")
    return default
