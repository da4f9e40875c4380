"""Which division a publisher's name means; never a guess."""

from dataclasses import dataclass

from nianbao.domain.divisions.above import known
from nianbao.domain.divisions.context import narrow
from nianbao.domain.divisions.lookalikes import suggest
from nianbao.domain.divisions.meaning import in_year
from nianbao.domain.divisions.reading import NameReading, plain, read_name, unique
from nianbao.domain.divisions.region import Region


@dataclass(frozen=True, slots=True)
class Located:
    """The answer: `code` where it is certain, else null with `candidates` (codes the name may mean), and for a name
    that is not on the list `suggestions` (codes of names that look like it)."""

    code: str | None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def candidates(name: str, year: int | None = None) -> tuple[Region, ...]:
    """All divisions a code, a name or a publisher's name may mean, in order of code; none for an unknown one.

    `year`: in a report of that year; else today, and where nothing is called so today, in the past.
    """
    exact = known(plain(name))
    return (exact,) if exact is not None else unique(in_year(read_name(name).meanings, year))


def locate(name: str, context: str = "", year: int | None = None) -> Located:
    """The division a publisher belongs to.

    `name` is the publisher's name (重庆市九龙坡区人民政府办公室); `context` what else is known of the document, as its
    breadcrumb and text, and decides only between divisions of one name or confirms a short name. `year` is the report
    year: a division that was not there in the course of it is not meant, and a name means what it meant then.
    """
    reading = read_name(name)
    if not reading.meanings:
        return Located(None, (), suggest(name))
    found = unique(in_year(reading.meanings, year))
    left = narrow(found, context) if reading.certain else _confirmed(found, reading, context)
    code = left[0].code if len(left) == 1 else None
    return Located(code, tuple(dict.fromkeys(region.code for region in found or reading.found)))


def _confirmed(found: tuple[Region, ...], reading: NameReading, context: str) -> tuple[Region, ...]:
    """Those that the context names in full, by any of their names."""
    named = {meaning.region for meaning in reading.meanings if meaning.name in context}
    return tuple(region for region in found if region in named or region.name in context)
