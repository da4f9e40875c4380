"""What a cell may print instead of its plain number."""

import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from conformance.draft import Draft, Print, plain
from conformance.forms import annexes
from conformance.sums import equations
from sample.tables import APPLICANTS

FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}
SOME = 0.3  # of the cells that a mutation may touch


def emptied(draft: Draft, random: Random) -> Draft:
    """One cell is empty."""
    return draft.printing({random.choice(draft.figure_keys()): Print("", None, "blank")})


def dashes(draft: Draft, random: Random) -> Draft:
    """Some zeros are dashes, of one kind."""
    return _some_zeros(draft, random, Print(random.choice(("/", "-", "—", "——")), None, "dash"))


def none_stated(draft: Draft, random: Random) -> Draft:
    """Some zeros are 无."""
    return _some_zeros(draft, random, Print("无", None, "none_stated"))


def not_applicable(draft: Draft, random: Random) -> Draft:
    """Some zeros are 不适用."""
    return _some_zeros(draft, random, Print("不适用", None, "not_applicable"))


def blank_zeros(draft: Draft, random: Random) -> Draft:
    """Every zero is left blank, as 沭阳县 prints its organisations."""
    return draft.printing({key: Print("", None, "blank") for key in _zeros(draft)})


def blank_totals(draft: Draft, random: Random) -> Draft:
    """Totals are left blank, as in Shanghai: of the outcomes in table 3, of the sums in annexes."""
    totals = {key for one in equations(draft.form) for key in one.left if len(one.left) == 1}
    keys = (key for key in draft.figure_keys() if key in totals and not key.startswith("t3.disposed"))
    return draft.printing({key: Print("", None, "blank") for key in keys})


def full_width(draft: Draft, random: Random) -> Draft:
    """Digits are full-width."""
    return _each_number(draft, lambda value: plain(value).translate(FULL_WIDTH))


def thousands(draft: Draft, random: Random) -> Draft:
    """Thousands are set apart by commas."""
    comma = random.choice((",", "，"))
    return _each_number(draft, lambda value: f"{value:,}".replace(",", comma))


def units(draft: Draft, random: Random) -> Draft:
    """Numbers with the unit that their row counts in, in the cell."""
    units = _units(draft)
    changed = {
        key: Print(one.text + units[key], one.value)
        for key, one in draft.printed.items()
        if units.get(key) and one.value is not None and random.random() < SOME
    }
    return draft.printing(changed)


def yuan(draft: Draft, random: Random) -> Draft:
    """Money in 元 where the form says 万元, with the unit in the cell."""
    keys = [key for key in draft.figure_keys() if key.endswith(".amount")]
    made = Decimal(random.randint(1, 999_999))
    return draft.printing({key: Print(f"{plain(made)}元", made) for key in keys})


def padded(draft: Draft, random: Random) -> Draft:
    """White space of several kinds round the numbers."""
    left, right = (random.choice((" ", "\u3000", "\u00a0", "  ")) for _ in range(2))
    return _each_number(draft, lambda value: f"{left}{plain(value)}{right}")


def fault(draft: Draft, random: Random) -> Draft:
    """One number is another than its sums ask for: a source error, to be told and not mended."""
    return _fault_in(draft, random, [key for one in equations(draft.form) for key in one.keys if key[:2] != "t4"])


def fault_in_table_4(draft: Draft, random: Random) -> Draft:
    """One number of table 4 is another than its sums ask for."""
    return _fault_in(draft, random, [key for key in draft.figure_keys() if key.startswith("t4.")])


def neighbours_swapped(draft: Draft, random: Random) -> Draft:
    """Two different numbers that stand beside each other in a row of table 3 have changed places."""
    columns = list(APPLICANTS)
    rows = dict.fromkeys(key.rpartition(".")[0] for key in draft.figure_keys() if key.startswith("t3."))
    beside = [(f"{row}.{a}", f"{row}.{b}") for row in rows for a, b in itertools.pairwise(columns)]
    different = [pair for pair in beside if draft.printed[pair[0]].value != draft.printed[pair[1]].value]
    if not different:
        return draft
    one, other = random.choice(different)
    return draft.printing({one: draft.printed[other], other: draft.printed[one]})


def _fault_in(draft: Draft, random: Random, keys: list[str]) -> Draft:
    there = set(draft.figure_keys())
    key = random.choice(sorted({key for key in keys if key in there}))
    new = (draft.printed[key].value or Decimal(0)) + random.randint(1, 12)
    return draft.printing({key: Print(plain(new), new)})


def _zeros(draft: Draft) -> Iterator[str]:
    return (key for key in draft.figure_keys() if draft.printed[key].value == 0)


def _some_zeros(draft: Draft, random: Random, printed: Print) -> Draft:
    return draft.printing({key: printed for key in _zeros(draft) if random.random() < SOME})


def _each_number(draft: Draft, text: Callable[[Decimal], str]) -> Draft:
    return draft.printing(
        {key: Print(text(one.value), one.value) for key, one in draft.printed.items() if one.value is not None}
    )


def _units(draft: Draft) -> dict[str, str]:
    if draft.national:
        return {key: "件" for key in draft.figure_keys() if key[:2] in ("t3", "t4")}
    rows = {row["key"]: row["unit"] for row in annexes()[draft.form].rows}
    return {key: rows.get(".".join(key.split(".")[:2]), "") for key in draft.figure_keys()}
