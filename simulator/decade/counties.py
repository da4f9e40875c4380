"""The counties: names, codes, who begins, ends or is called otherwise, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from simulator.places import Place

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
KINDS = ("trs", "hanweb", "vsb", "mh")
A_PREFECTURE = 20
PROVINCE = ("980000", "天干省")
FIRST, LAST = 2010, 2024


@dataclass(frozen=True, slots=True)
class County:
    """One county under a number of its own.

    `names`: (first year of the name, name), `codes` alike; `begins` and `ends`: it stands on 31 December of the years
    from `begins` up to, not with, `ends`. `ledger` is the name its figures are drawn by, whatever it is called.
    """

    number: int
    names: Sequence[tuple[int, str]]
    codes: Sequence[tuple[int, str]]
    begins: int = FIRST
    ends: int = LAST + 1

    @property
    def ledger(self) -> str:
        """What its figures are drawn by."""
        return f"county {self.number}"

    @property
    def years(self) -> range:
        """The years on whose last day it stands."""
        return range(self.begins, self.ends)

    @property
    def place(self) -> Place:
        """How it stands at last, and its portal."""
        name = self.name_in(LAST)
        code = self.code_in(LAST)
        return Place(name, code, "全县", f"www.xian{self.number}.test", KINDS[self.number % len(KINDS)])

    def name_in(self, year: int) -> str:
        """Its name at the end of a year."""
        return [name for since, name in self.names if since <= max(year, self.begins)][-1]

    def code_in(self, year: int) -> str:
        """Its code at the end of a year."""
        return [code for since, code in self.codes if since <= max(year, self.begins)][-1]


@dataclass(frozen=True, slots=True)
class Happening:
    """A change of units: `kind` as the list of divisions calls it; units as code and name, before and after."""

    year: int
    kind: str
    before: Sequence[str]
    after: Sequence[str]


class Counties:
    """`count` counties that stood in 2010, and those that came to be later.

    Every 25th and its neighbour become one new county in 2016; every 25th after another is called otherwise from 2013
    on; another is raised to a district with a new code in 2014, and in 2018 a new county gets its old code.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.all = [self._first(number) for number in range(count)]
        self.happenings: list[Happening] = []
        for base in range(0, count, 25):
            self._rename(base + 2)
            self._raise(base + 3)
            self._merge(base + 4, base + 5)
        self.happenings.sort(key=lambda one: one.year)

    @cached_property
    def prefectures(self) -> Sequence[tuple[str, str]]:
        """Code and name of what stands above them."""
        names = [f"{branch}午市" for branch in BRANCHES if branch != "午"]
        return [(f"98{place + 1:02}00", names[place]) for place in range(-(-self.count // A_PREFECTURE))]

    def with_portal(self) -> Iterator[County]:
        """Those that stand at last: each has a portal."""
        return (county for county in self.all if county.ends > LAST)

    def first_units(self) -> Iterator[tuple[str, str]]:
        """Code and name of all units that stood first, province and prefectures included."""
        yield PROVINCE
        yield from self.prefectures
        yield from ((county.codes[0][1], county.names[0][1]) for county in self.all if county.begins == FIRST)

    def last_units(self) -> Iterator[tuple[str, str, str, str]]:
        """Code, name, level, parent of all units that stand at last."""
        yield (*PROVINCE, "province", "")
        yield from ((code, name, "prefecture", PROVINCE[0]) for code, name in self.prefectures)
        for county in self.with_portal():
            code = county.code_in(LAST)
            yield code, county.name_in(LAST), "county", code[:4] + "00"

    def _first(self, number: int) -> County:
        return County(number, [(0, _name(number, "县"))], [(0, self._code(number, 20))])

    def _code(self, number: int, from_place: int) -> str:
        return f"{self.prefectures[number // A_PREFECTURE][0][:4]}{from_place + number % A_PREFECTURE:02}"

    def _rename(self, number: int) -> None:
        if number >= self.count:
            return
        county = self.all[number]
        new = _name(number, "旗")
        self.all[number] = County(number, [*county.names, (2013, new)], county.codes)
        code = county.codes[0][1]
        self.happenings.append(Happening(2013, "rename", [code + county.names[0][1]], [code + new]))

    def _raise(self, number: int) -> None:
        if number >= self.count:
            return
        county = self.all[number]
        old, new = county.codes[0][1], self._code(number, 0)
        district = _name(number, "区")
        self.all[number] = County(number, [*county.names, (2014, district)], [*county.codes, (2014, new)])
        self.happenings.append(Happening(2014, "upgrade", [old + county.names[0][1]], [new + district]))
        later = County(1000 + number, [(0, _name(number, "新县"))], [(0, old)], begins=2018)
        self.all.append(later)
        self.happenings.append(Happening(2018, "create", [new + district], [old + later.names[0][1]]))

    def _merge(self, one: int, other: int) -> None:
        if other >= self.count or self._code(one, 0)[:4] != self._code(other, 0)[:4]:
            return
        ended = [self.all[one], self.all[other]]
        for county in ended:
            self.all[county.number] = County(county.number, county.names, county.codes, ends=2016)
        joined = County(2000 + one, [(0, _name(one, "市"))], [(0, ended[0].codes[0][1])], begins=2016)
        self.all.append(joined)
        before = [county.codes[0][1] + county.names[0][1] for county in ended]
        self.happenings.append(Happening(2016, "merge", before, [joined.codes[0][1] + joined.names[0][1]]))


def _name(number: int, what: str) -> str:
    stem, branch = list(product(STEMS, BRANCHES))[number % 120]
    return stem + branch + ("" if number < 120 else "东") + what
