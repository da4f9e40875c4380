"""Invented figures that add up within a report and from year to year (T3.*, T4.*, XY.CARRY, XY.NORM, A.*)."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from sample.published import Published
from sample.tables import APPLICANTS, BLOCKS, OUTCOMES, form_of

# First report year of each form, newest first; the annex of 2014 stands for all years before the national forms.
FORMS = {2021: "national_2021", 2019: "national_2019", 0: "fujian_2014"}
BEGINS = 2014
FRAME = ("t3.new_received", "t3.brought_forward", "t3.disposed", "t3.carried_forward")
ANNEX_PARTS = {
    "a.proactive_docs": ("a.proactive_docs_website", "a.proactive_docs_gazette"),
    "a.requests_total": ("a.requests_in_person", "a.requests_online", "a.requests_letter_fax"),
    "a.reply_total": ("a.reply_granted", "a.reply_partial", "a.reply_refused_total", "a.reply_other"),
}
Figures = dict[str, int]


def form_of_year(year: int) -> str:
    """The form that a made report of this year is printed on."""
    return next(form for first, form in FORMS.items() if year >= first)


def draw(most: int, *names: object) -> int:
    """A number from 0 to `most`, always the same for the same names."""
    digest = sha256("/".join(map(str, names)).encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % (most + 1)


@cache
def made_figures(publisher: str, year: int) -> Mapping[str, str]:
    """The figures of a publisher's report as printed: key -> digits."""
    annex = form_of_year(year).startswith("fujian")
    made = _annex(publisher, year) if annex else _national(publisher, year)
    return {key: str(value) for key, value in made.items()}


def as_published(figures: Mapping[str, str]) -> Published:
    """Figures in the shape in which `sample` prints tables."""
    return Published(figures, frozenset())


def _national(publisher: str, year: int) -> Figures:
    form = form_of_year(year)
    return {**_table_2(form, publisher, year), **_table_3(form, publisher, year), **_table_4(publisher, year)}


def _table_2(form: str, publisher: str, year: int) -> Figures:
    keys = (key for block in form_of(form)["t2"] for row in block["rows"] for key in row["keys"])
    # A county may make no 规章 (T2.LIMIT).
    made = {key: 0 if key.startswith("t2.rules") else draw(90, publisher, year, key) for key in keys}
    for key in (key for key in made if key.endswith("disclosed_total")):
        # No less than is new among it (T2.NEW_LE_TOTAL); 规章 are none.
        made[key] += made[key.replace("total", "this_year")]
    if form == "national_2021":
        years = range(2021, year + 1)
        made["t2.normative_docs.in_force"] = 300 + sum(_change_of_documents(publisher, one) for one in years)
    return made


def _change_of_documents(publisher: str, year: int) -> int:
    issued, repealed = (f"t2.normative_docs.{what}" for what in ("issued", "repealed"))
    return draw(90, publisher, year, issued) - draw(90, publisher, year, repealed)


def _table_3(form: str, publisher: str, year: int) -> Figures:
    keys = [row["key"] for row in form_of(form)["t3"]]
    outcomes = [key for key in keys if key not in FRAME]
    made: Figures = {}
    for applicant in list(APPLICANTS)[:-1]:
        made.update(_column(publisher, year, applicant, outcomes))
    for key in keys:
        made[f"{key}.total"] = sum(made[f"{key}.{applicant}"] for applicant in list(APPLICANTS)[:-1])
    return made


def _column(publisher: str, year: int, applicant: str, outcomes: list[str]) -> Figures:
    made = {f"{key}.{applicant}": draw(3, publisher, year, key, applicant) for key in outcomes}
    # More are granted than can have been carried over, so that the newly received are never below zero.
    made[f"t3.granted.{applicant}"] += 9
    brought, carried = (_carried(publisher, one, applicant) for one in (year - 1, year))
    disposed = sum(made.values())
    frame = (disposed + carried - brought, brought, disposed, carried)
    return made | {f"{key}.{applicant}": value for key, value in zip(FRAME, frame, strict=True)}


def _carried(publisher: str, year: int, applicant: str) -> int:
    return draw(5, publisher, year, "carried", applicant)


def _table_4(publisher: str, year: int) -> Figures:
    made: Figures = {}
    for block in BLOCKS:
        parts = {outcome: draw(4, publisher, year, block, outcome) for outcome in list(OUTCOMES)[:-1]}
        made |= {f"t4.{block}.{outcome}": value for outcome, value in parts.items()}
        made[f"t4.{block}.total"] = sum(parts.values())
    return made


def _annex(publisher: str, year: int) -> Figures:
    made = dict(annex_year(publisher, year))
    years = [dict(annex_year(publisher, one)) for one in range(BEGINS, year + 1)]
    return made | {f"{key}.cumulative": sum(one[key] for one in years) for key in made}


def annex_year(publisher: str, year: int) -> Iterator[tuple[str, int]]:
    """What an annex prints of a year alone, without what was cumulated."""
    made = {row["key"]: draw(30, publisher, year, row["key"]) for row in form_of("fujian_2014")["annex"]}
    for total, parts in ANNEX_PARTS.items():
        made[total] = sum(made[part] for part in parts)
    yield from made.items()
