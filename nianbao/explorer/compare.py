"""Screen 5: two to eight series side by side, in the order of their codes; never a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from nianbao.domain.divisions import candidates, full_name
from nianbao.explorer import labels
from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cache import cached_page
from nianbao.explorer.charts import Chart, chart
from nianbao.explorer.database import shown
from nianbao.explorer.history import Line, count_lines, rate_lines
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import used
from nianbao.explorer.pages import page_text
from nianbao.explorer.places import default_series, region_called, series_in
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import BadAsk, NotHeld

router = APIRouter(include_in_schema=False)
LEAST, MOST = 2, 8
FIRST, LAST = 2019, 2100
Units = Annotated[list[str], Query(max_length=60)]
Year = Annotated[int, Query(ge=2008, le=LAST)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for: the series to compare, and, word by word, what could not be taken and why.

    `refused`: word -> a text of words/compare.toml; `several`: word -> regions that it may mean.
    """

    series: tuple[RowMapping, ...]
    refused: Mapping[str, str]
    several: Mapping[str, Sequence[tuple[str, str]]]

    @property
    def coverage(self) -> str | None:
        """What all of them count."""
        return self.series[0]["coverage"] if self.series else None


@dataclass(frozen=True, slots=True)
class Side:
    """One series: its rows, its line, and its chart on the scale that all share."""

    row: RowMapping
    rows: Sequence[RowMapping]
    line: Line
    chart: Chart


@router.get("/{language}/compare")
def compare(
    request: Request,
    language: Language,
    u: Units = [],  # noqa: B006 - FastAPI copies it
    key: str = "requests_received",
    first: Year = FIRST,
    last: Year = LAST,
) -> Response:
    """The form, and the chosen series beside one another."""
    _refuse_unknown(key)
    return cached_page(request, lambda connection: _page(request, connection, u, key, first, last))


@router.get("/{language}/compare/values.{twin}")
def compare_twin(
    request: Request,
    language: Language,
    twin: str,
    u: Units,
    key: str = "requests_received",
    first: Year = FIRST,
    last: Year = LAST,
) -> Response:
    """The values compared as CSV or SQL."""
    _refuse_unknown(key)
    with shown(request).reading() as connection:
        asked = question([each["series_id"] for each in choose(connection, u).series], key, first, last)
        match twin:
            case "csv":
                return csv_answer(connection, asked, f"compare_{key}")
            case "sql":
                return sql_answer(asked, f"compare_{key}")
            case _:
                raise NotHeld(f"values.{twin}")


def question(series: Sequence[str], key: str, first: int, last: int) -> Question:
    """The values of a count or a rate in these series, by year, missing ones too."""
    name = "compare_rates" if key in labels.rates() else "compare_counts"
    given = {"series": list(series), "key": key, "first_year": first, "last_year": last}
    return Question(name, statement("compare_frame", name), given)


def choose(connection: Connection, words: Sequence[str]) -> Chosen:
    """The series that words mean: a series_id, else the region's own; all of one coverage, the first one's."""
    taken: dict[str, RowMapping] = {}
    refused: dict[str, str] = {}
    several: dict[str, Sequence[tuple[str, str]]] = {}
    for word in dict.fromkeys(part for each in words for part in each.replace("，", " ").replace(",", " ").split()):
        codes = [region.code for region in candidates(word)] if "-" not in word else [word.partition("-")[0]]
        if len(codes) > 1:
            several[word] = [(code, full_name(code)) for code in codes]
            continue
        found = _series_of(connection, word, codes[0] if codes else word)
        coverage = next(iter(taken.values()))["coverage"] if taken else None
        if found is None:
            refused[word] = "unknown"
        elif coverage is not None and found["coverage"] != coverage:
            refused[word] = "other_coverage"
        elif len(taken) == MOST:
            refused[word] = "too_many"
        else:
            taken[found["series_id"]] = found
    ordered = sorted(taken.values(), key=lambda each: (each["region_code"], each["series_id"]))
    return Chosen(tuple(ordered), refused, several)


def _series_of(connection: Connection, word: str, code: str) -> RowMapping | None:
    try:
        place, namesakes = region_called(connection, code)
    except NotHeld:
        return None
    for each in (place, *namesakes):
        series = series_in(connection, each["region_id"])
        exact = next((one for one in series if one["series_id"] == word), None)
        found = exact if "-" in word else default_series(series)
        if found is not None:
            return found
    return None


def _refuse_unknown(key: str) -> None:
    if key not in labels.quantities() and key not in labels.rates():
        raise BadAsk(f"key={key}")


def _page(request: Request, connection: Connection, words: list[str], key: str, first: int, last: int) -> str:
    language = request.path_params["language"]
    chosen = choose(connection, words)
    series = [each["series_id"] for each in chosen.series]
    is_rate = key in labels.rates()
    enough = len(series) >= LEAST
    sides = tuple(_sides(question(series, key, first, last).rows(connection), is_rate)) if enough else ()
    values: dict[str, Any] = {
        "chosen": chosen,
        "enough": enough,
        "sides": sides,
        "years": [cell.year for cell in sides[0].line.cells] if sides else [],
        "asked": " ".join(words),
        "key": key,
        "is_rate": is_rate,
        "first": first,
        "last": last,
        "counts": [(each, labels.quantity_label(each, language)) for each in labels.quantities()],
        "rates": [(each, labels.rate_label(each, language)) for each in labels.rates()],
        "title": (labels.rate_label if is_rate else labels.quantity_label)(key, language),
        "used": used(cell.marks for side in sides for cell in side.line.cells),
        "state": state_shown(connection),
        "most": MOST,
    }
    return page_text(request, "compare.html", values)


def _sides(rows: Sequence[RowMapping], is_rate: bool) -> Iterator[Side]:
    """Each series on one scale: of rates the whole, of counts up to the largest number drawn in any."""
    lines = rate_lines if is_rate else count_lines
    drawn: list[tuple[list[RowMapping], Line]] = []
    for _, rows_of_one in groupby(rows, key=lambda row: row["series_id"]):
        mine = list(rows_of_one)
        drawn += [(mine, line) for line in lines(mine)]
    values = [cell.value for _, line in drawn for cell in line.cells if cell.drawn and cell.value]
    top = max(values, default=Decimal(1))
    for of, line in drawn:
        yield Side(of[0], of, line, chart(line, Decimal(1) if is_rate else top))
