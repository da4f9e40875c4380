"""The codebook's rows, made from the forms."""

from dataclasses import dataclass

from nianbao.domain.forms import Form, Indicator, forms


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the codebook: what its latest form calls it, in which forms and report years it is asked for."""

    key: str
    short_name: str
    position: int
    label_zh: str
    label_en: str
    unit: str | None
    forms: list[str]
    first_year: int
    last_year: int | None
    headline: bool


def codebook() -> tuple[Entry, ...]:
    """Every figure some form asks for, those of the latest forms first."""
    asked: dict[str, list[tuple[Form, Indicator]]] = {}
    for form in forms().values():
        for indicator in form.indicators:
            asked.setdefault(indicator.key, []).append((form, indicator))
    return tuple(_entry(position, found) for position, found in enumerate(asked.values()))


def _entry(position: int, found: list[tuple[Form, Indicator]]) -> Entry:
    _, latest = found[0]
    in_force = [form for form, _ in found]
    ended = [form.last_year for form in in_force if form.last_year is not None]
    return Entry(
        key=latest.key,
        short_name=latest.short_name,
        position=position,
        label_zh=latest.label,
        label_en=latest.english,
        unit=latest.unit,
        forms=[form.name for form in reversed(in_force)],
        first_year=min(form.first_year for form in in_force),
        last_year=max(ended) if len(ended) == len(in_force) else None,
        headline=latest.headline,
    )
