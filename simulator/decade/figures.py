"""What the counties' reports print: figures that add up within a report and between years, and the faults in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sample.tables import APPLICANTS
from simulator.decade.counties import FIRST, LAST, Counties
from simulator.figures import Figures, annex_year, form_of_year, made_figures

COLUMNS = tuple(APPLICANTS)
NATURAL, TOTAL = "natural_person", "total"
FIRST_OF_2019 = 2019
# Places in a turn: one for each kind of fault, the others for what happens to portals.
TURN = 16
Fault = tuple[int, int, str, str]


@dataclass
class Printed:
    """All that is printed at first, (county, year) -> key -> number, and `faults`: county, year, rule, first key."""

    figures: dict[tuple[int, int], Figures] = field(default_factory=dict)
    faults: set[Fault] = field(default_factory=set)

    def change(self, number: int, year: int, **changes: int) -> None:
        """Add to cells; `__` in a name stands for the dot of its key."""
        cells = self.figures[number, year]
        for name, more in changes.items():
            cells[name.replace("__", ".")] += more


def printed(counties: Counties, quiet: frozenset[int]) -> Printed:
    """All reports of all counties, faults planted in those that are not in `quiet`, each kind in others of them."""
    made = Printed()
    for county in counties.all:
        for year in county.years:
            made.figures[county.number, year] = dict(drawn(county.ledger, year))
    free = open_to_faults(counties, quiet)
    for place, number in enumerate(free):
        if place % TURN < len(PLANTS):
            PLANTS[place % TURN](made, number)
    for one, other in zip(free[len(PLANTS) :: TURN], free[TURN - 1 :: TURN], strict=False):
        _neighbours(made, one, other)
    return made


def open_to_faults(counties: Counties, quiet: frozenset[int]) -> Sequence[int]:
    """The counties that stand all the time, less the quiet ones: by place in turns of 16, nine faulty, seven not."""
    return [one.number for one in counties.with_portal() if one.begins == FIRST and one.number not in quiet]


@cache
def drawn(name: str, year: int) -> Mapping[str, int]:
    """A report without faults; annexes count from 2010 on."""
    if form_of_year(year).startswith("national"):
        return _national(name, year)
    own = dict(annex_year(name, year))
    years = [dict(annex_year(name, one)) for one in range(FIRST, year + 1)]
    return own | {f"{key}.cumulative": sum(one[key] for one in years) for key in own}


def _national(name: str, year: int) -> Figures:
    """What XY.ITEMS and XY.DISC ask of 2020 beside 2019 is made so."""
    cells = {key: int(value) for key, value in made_figures(name, year).items()}
    if form_of_year(year) == "national_2019" and year > FIRST_OF_2019:
        before = drawn(name, year - 1)
        for key in (key for key in cells if key.endswith(".items_prev_year")):
            cells[key] = before[key] + before[key.replace("prev_year", "change")]
        for key in (key for key in cells if key.endswith(".disclosed_total")):
            cells[key] = before[key] + cells[key.replace("total", "this_year")]
    return cells


def summed(names: Sequence[str], year: int) -> Figures:
    """The report on an area: what all of these print together."""
    parts = [drawn(name, year) for name in names]
    return {key: sum(part[key] for part in parts) for key in parts[0]}


def _sum(made: Printed, number: int) -> None:
    year = 2022
    made.change(number, year, t3__granted__natural_person=1)
    made.faults |= {
        (number, year, "T3.COLS", "t3.granted.total"),
        (number, year, "T3.SUM", "t3.disposed.natural_person"),
    }


def _flow(made: Printed, number: int) -> None:
    year = 2021
    made.change(number, year, t3__carried_forward__natural_person=2, t3__carried_forward__total=2)
    # the article's prose prints the totals again
    made.faults.add((number, year, "P.FLOW", "t3.disposed.total"))
    for column in (NATURAL, TOTAL):
        made.faults.add((number, year, "T3.FLOW", f"t3.disposed.{column}"))
        made.faults.add((number, year + 1, "XY.CARRY", f"t3.brought_forward.{column}"))


def _stock(made: Printed, number: int) -> None:
    made.change(number, 2023, t2__normative_docs__issued=5)
    made.faults.add((number, 2023, "XY.NORM", "t2.normative_docs.in_force"))


def _jump(made: Printed, number: int) -> None:
    key = "t2.penalty.decisions"
    made.figures[number, 2022][key] = 5000
    made.faults |= {(number, year, "XY.JUMP", key) for year in (2022, 2023)}


def _unit(made: Printed, number: int) -> None:
    key = "t2.government_charges.amount"
    for year, value in ((2021, 40), (2022, 450_000), (2023, 50)):
        made.figures[number, year][key] = value
    made.faults |= {(number, year, "XY.UNIT", key) for year in (2022, 2023)}


def _copied(made: Printed, number: int) -> None:
    year = 2023
    again = {key: value for key, value in made.figures[number, year - 1].items() if key.startswith("t3.")}
    made.figures[number, year] |= again
    made.faults.add((number, year, "XY.COPIED", "t3"))
    _carry(made, number, year)


def _carry(made: Printed, number: int, year: int) -> None:
    """What does not meet the year before any more, in this year and the next."""
    for later in (year, year + 1):
        for column in COLUMNS:
            brought = made.figures[number, later][f"t3.brought_forward.{column}"]
            if brought != made.figures[number, later - 1][f"t3.carried_forward.{column}"]:
                made.faults.add((number, later, "XY.CARRY", f"t3.brought_forward.{column}"))


def _fourth(made: Printed, number: int) -> None:
    made.change(number, LAST, t4__reconsideration__total=1)
    made.faults.add((number, LAST, "T4.SUM", "t4.reconsideration.total"))


def _annex(made: Printed, number: int) -> None:
    year = 2015
    made.change(number, year, a__reply_granted=3)
    made.faults.add((number, year, "A.REP", "a.reply_total"))
    made.faults.add((number, year, "A.CUM", "a.reply_granted.cumulative"))


def _neighbours(made: Printed, number: int, other: int) -> None:
    """Table 3 of another county, to which nothing else is done."""
    year = 2022
    made.figures[number, year] |= {
        key: value for key, value in made.figures[other, year].items() if key.startswith("t3.")
    }
    made.faults |= {(each, year, "XP.COPIED", "t3") for each in (number, other)}
    _carry(made, number, year)


PLANTS = (_sum, _flow, _stock, _jump, _unit, _copied, _fourth, _annex)
