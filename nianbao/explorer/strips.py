"""The years of a unit as a strip of squares, and its forms as bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import RowMapping

PICTURES = ("image",)
FORMS = {"national_2014": "2014", "national_2019": "2019", "national_2021": "2021"}


@dataclass(frozen=True, slots=True)
class Square:
    """A year of a unit. `look`: how what is known of it looks, a name of states.toml."""

    year: int
    look: str
    reason: str
    report_id: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """The years of a unit, with how many of those that were due are held."""

    squares: tuple[Square, ...]

    @property
    def held(self) -> int:
        """Years held."""
        return sum(square.look in ("tables", "text", "picture") for square in self.squares)

    @property
    def due(self) -> int:
        """Years due."""
        return sum(square.look != "not_yet_due" for square in self.squares)


@dataclass(frozen=True, slots=True)
class Band:
    """Years in a row with one form: local, 2014, 2019, 2021, mixed; none: no table or no report."""

    form: str
    years: tuple[int, ...]


def strip(rows: Sequence[RowMapping]) -> Strip:
    """The strip of rows with year, state, carrier, tables_found, state_reason and unit_report_id."""
    return Strip(
        tuple(Square(row["year"], look_of(row), row["state_reason"] or "", row["unit_report_id"]) for row in rows)
    )


def look_of(row: RowMapping) -> str:
    """How a year looks: what is held of it, by what it holds; else its state."""
    if row["state"] != "held":
        return str(row["state"])
    if not row["tables_found"]:
        return "picture" if row["carrier"] in PICTURES else "text"
    return "picture" if row["carrier"] in PICTURES else "tables"


def bands(rows: Sequence[RowMapping]) -> tuple[Band, ...]:
    """The forms of the reports of rows of `years.sql`, years of one form together."""
    return tuple(Band(form, tuple(row["year"] for row in mine)) for form, mine in groupby(rows, key=form_of))


def form_of(row: RowMapping) -> str:
    """The form of a report, by its table 3, else by whichever tables it has."""
    forms = [row["form_t3"] or row["form_t2"] or row["form_t4"], row["form_annex"]]
    known = [form for form in forms if form]
    match known:
        case []:
            return "none"
        case [form]:
            return FORMS.get(form, "local")
        case _:
            return "mixed"
