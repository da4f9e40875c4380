"""Random figures that add up as the forms ask, as sparse as real reports are: most cells are 0, a few are large."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from conformance.forms import NATIONAL, Annex, annexes, column_key
from sample.tables import APPLICANTS, BLOCKS, OUTCOMES, form_of

Figures = dict[str, Decimal]
FRAME = ("t3.new_received", "t3.brought_forward", "t3.disposed", "t3.carried_forward")
PARTS = tuple(APPLICANTS)[:-1]
# How often a cell is not 0, by applicant: natural persons ask most, and companies now and then.
DENSITY = {"natural_person": 0.55, "commercial_enterprise": 0.3, "other_org": 0.15}
# The greatest number of one outcome in a bureau, a county, a city and a province, and how lively their tables are.
SCALES = {8: 0.3, 60: 0.6, 900: 0.9, 6000: 1.2}
RULES = 0.1  # how many publishers make 规章 at all


def drawn_figures(form: str, random: Random) -> Figures:
    """Key -> value of every cell of the form. Whole numbers, but for money."""
    if form in NATIONAL:
        scale = random.choice(list(SCALES))
        return {**_table_2(form, random, scale), **_table_3(form, random, scale), **_table_4(random, scale)}
    return _annex(annexes()[form], random)


def _count(random: Random, most: int, density: float) -> Decimal:
    """0, or a number whose length is as likely as any other."""
    if random.random() > density:
        return Decimal(0)
    return Decimal(random.randint(1, random.randint(1, most)))


def _table_2(form: str, random: Random, scale: int) -> Figures:
    keys = [key for block in form_of(form)["t2"] for row in block["rows"] for key in row["keys"]]
    made = {key: _count(random, 40 * scale, 0.7) for key in keys}
    for key in made:
        made[key] = _special(key, made[key], random)
    rules = random.random() < RULES
    made |= {key: made[key] % 20 if rules else Decimal(0) for key in made if key.startswith("t2.rules")}
    for row in ("rules", "normative_docs"):
        made |= _documents(form, row, made)
    return made


def _special(key: str, value: Decimal, random: Random) -> Decimal:
    match key.rpartition(".")[2]:
        case "amount":
            return value + Decimal(random.randint(0, 999_999)).scaleb(-random.choice((2, 4, 6))) if value else value
        case "items_change":
            return (value % 30) * random.choice((1, -1)) or Decimal(0)
        case _:
            return value


def _documents(form: str, row: str, made: Figures) -> Figures:
    """What is in force is no less than what came and went; what was disclosed in all no less than the new."""
    if form == "national_2021":
        issued, repealed, kept = (made[f"t2.{row}.{column}"] for column in ("issued", "repealed", "in_force"))
        return {f"t2.{row}.in_force": kept + max(issued - repealed, Decimal(0))}
    new = made[f"t2.{row}.disclosed_this_year"]
    return {f"t2.{row}.disclosed_total": made[f"t2.{row}.disclosed_total"] + new}


def _table_3(form: str, random: Random, scale: int) -> Figures:
    keys = [row["key"] for row in form_of(form)["t3"]]
    outcomes = [key for key in keys if key not in FRAME]
    made: Figures = {}
    for applicant in PARTS:
        made |= _applicant(applicant, outcomes, random, scale)
    for key in keys:
        made[f"{key}.total"] = sum((made[f"{key}.{applicant}"] for applicant in PARTS), Decimal(0))
    return made


def _applicant(applicant: str, outcomes: Sequence[str], random: Random, scale: int) -> Figures:
    density = DENSITY.get(applicant, 0.06) * SCALES[scale]
    most = scale if applicant == "natural_person" else max(scale // 8, 2)
    made = {f"{key}.{applicant}": _count(random, most, density) for key in outcomes}
    disposed = sum(made.values(), Decimal(0))
    carried, brought = (_count(random, max(most // 6, 2), density) for _ in range(2))
    short = max(brought - disposed - carried, Decimal(0))  # what was brought forward is disposed of or carried on
    made[f"t3.granted.{applicant}"] += short
    disposed += short
    frame = (disposed + carried - brought, brought, disposed, carried)
    return made | {f"{key}.{applicant}": value for key, value in zip(FRAME, frame, strict=True)}


def _table_4(random: Random, scale: int) -> Figures:
    made: Figures = {}
    for block in BLOCKS:
        parts = {outcome: _count(random, max(scale // 30, 4), 0.4) for outcome in list(OUTCOMES)[:-1]}
        made |= {f"t4.{block}.{outcome}": value for outcome, value in parts.items()}
        made[f"t4.{block}.total"] = sum(parts.values(), Decimal(0))
    return made


def _annex(annex: Annex, random: Random) -> Figures:
    year = _column(annex, random)
    other = _column(annex, random)
    made: Figures = {}
    for column in annex.columns:
        for key, value in year.items():
            made[column_key(key, column)] = _of_column(column, value, other[key])
    if "current" in annex.columns:  # the reporting period is a part of the year
        made |= {key: made[key] + made[f"{key}.current"] for key in year}
    return made


def _of_column(column: str, year: Decimal, other: Decimal) -> Decimal:
    match column:
        case "":
            return year
        case "cumulative":
            return year + other
        case "current":
            return other
        case unknown:
            raise ValueError(f"no annex has a column {unknown!r}")


def _column(annex: Annex, random: Random) -> Figures:
    made = {key: _count(random, 90_000 if key in annex.large else 400, 0.5) for key in annex.keys}
    for key in annex.money:
        made[key] += Decimal(random.randint(0, 99)).scaleb(-2) if made[key] else 0
    for key, of in annex.at_most.items():
        made[key] = min(made[key], _total(made, of))
    for key, of in annex.between.items():
        least, most = max(made[one] for one in of), _total(made, of)
        made[key] = least + Decimal(random.randint(0, int(most - least)))
    for one in annex.sums:
        made[one.total] = _total(made, one.parts)
    return made


def _total(made: Mapping[str, Decimal], keys: Sequence[str]) -> Decimal:
    return sum((made[key] for key in keys), Decimal(0))
