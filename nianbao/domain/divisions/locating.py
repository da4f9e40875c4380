"""Which division a publisher's name means; never a guess."""

from dataclasses import dataclass

from nianbao.domain.divisions.context import narrow
from nianbao.domain.divisions.lookalikes import suggest
from nianbao.domain.divisions.reading import NameReading, plain, read_name
from nianbao.domain.divisions.region import Region, regions


@dataclass(frozen=True, slots=True)
class Located:
    """The answer: `code` where it is certain, else null with `candidates` (codes the name may mean), and for a name
    that is not on the list `suggestions` (codes of names that look like it)."""

    code: str | None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def candidates(name: str) -> tuple[Region, ...]:
    """All divisions a code, a name or a publisher's name may mean, in order of code; none for an unknown one."""
    exact = regions().get(plain(name))
    return (exact,) if exact is not None else read_name(name).found


def locate(name: str, context: str = "") -> Located:
    """The division a publisher belongs to.

    `name` is the publisher's name (重庆市九龙坡区人民政府办公室); `context` what else is known of the document, as its
    breadcrumb and text, and decides only between divisions of one name or confirms a short name.
    """
    reading = read_name(name)
    if not reading.found:
        return Located(None, (), suggest(name))
    left = narrow(reading.found, context) if reading.certain else _confirmed(reading, context)
    code = left[0].code if len(left) == 1 else None
    return Located(code, tuple(region.code for region in reading.found))


def _confirmed(reading: NameReading, context: str) -> tuple[Region, ...]:
    return tuple(region for region in reading.found if region.name in context)
