"""Whether anything of an old address is left in a new portal: then finding the column again would show nothing."""

import re
from collections.abc import Iterable

from simulator.redesigns.chance import words
from simulator.redesigns.portal import Redesign

# Parts of a path or query: words and numbers of four characters and more, long identifiers whole.
PART = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{4,}")
YEAR = re.compile(rb"(?:19|20)\d\d")


def parts_of(addresses: Iterable[str]) -> set[bytes]:
    """The words and numbers of these addresses, but for what every portal on such software has."""
    paths = (address.split("/", 3)[3] for address in addresses)
    found = {part for path in paths for part in PART.findall(path.encode())}
    grammar = {part for word in words()["grammar"] for part in PART.findall(word.encode())}
    return {part for part in found - grammar if not YEAR.fullmatch(part)}


def old_parts(redesign: Redesign) -> set[bytes]:
    """What the old list and the old reports had in their addresses; of an old host its whole name."""
    section = redesign.before
    parts = parts_of([section.list_url, *(section.url_of(one) for one in section.column)])
    is_elsewhere = redesign.old_host not in redesign.own_hosts
    return parts | ({redesign.old_host.encode()} if is_elsewhere else set())


def survivors(redesign: Redesign) -> list[str]:
    """What of the old addresses stands in the new portal's own bytes."""
    parts = old_parts(redesign)
    told = b"\n".join(redesign.own_bytes())
    return sorted(part.decode() for part in parts if part in told)
