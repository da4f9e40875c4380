"""What is published when: fifteen springs, each with the reports of the year before, and what is edited later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from simulator.column import Publication
from simulator.decade.counties import A_PREFECTURE, FIRST, LAST, Counties, County
from simulator.decade.figures import TURN, Printed, drawn, open_to_faults, printed, summed
from simulator.families import FAMILIES
from simulator.figures import draw
from simulator.message import html_answer
from simulator.places import Place, read_data
from simulator.portal import Portal

# The place in a turn -> what becomes of that county's portal.
MISSING, EDITED, REISSUED, REGRESSED, BLOCKED = 9, 10, 11, 12, 13
MISSING_YEAR, EDITED_YEAR, REISSUED_YEAR, REGRESSED_YEAR = 2020, 2021, 2021, 2022
EDITED_IN, REISSUED_IN, REGRESSED_IN = 2025, 2023, 2025
# Only the reports of one year have a file beside them: to read a PDF takes long.
ATTACHED_YEAR = 2019
EDITED_KEY = "t2.licensing.decisions"
# Since the form of 2019 a prefecture reports on its whole area; in this year it counts too little.
AREA_SINCE, AREA_FAULTY = 2019, 2023
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell edited in silence: (number, year), key, what stood there and what stands there since `day`."""

    number: int
    year: int
    key: str
    before: str
    after: str
    day: date


@dataclass
class Decade:
    """All portals, and the ledger of what they showed on every day.

    `count` counties, the first prefecture's reports on its area besides; looks are made on 1 April of `springs`.
    `shown`: (number, year) -> [(first day, cells as printed)], the latest last. A prefecture's number is -1.
    """

    count: int
    springs: Sequence[int] = range(FIRST + 1, LAST + 2)
    portals: dict[str, Portal] = field(default_factory=dict)
    shown: dict[tuple[int, int], list[tuple[date, Cells]]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counties = Counties(self.count)
        self.quiet = frozenset(range(min(A_PREFECTURE, self.count // 4)))
        self.printed: Printed = printed(self.counties, self.quiet)
        self.roles = {number: place % TURN for place, number in enumerate(open_to_faults(self.counties, self.quiet))}
        self.standing = {county.number: county for county in self.counties.with_portal()}
        self.portals = {f"xian{number}": self._portal(county) for number, county in self.standing.items()}
        code, name = self.counties.prefectures[0]
        area = Place(name, code, "全市", "www.diqu.test", "trs")
        self.portals["diqu"] = Portal(FAMILIES["trs"](), place=area, years=[], rows=0, twins=0)

    # --- what happens -------------------------------------------------------------------------------------------------

    def look_days(self) -> Sequence[date]:
        """The days on which everything is looked at."""
        return [date(spring, 4, 1) for spring in self.springs]

    def until(self, spring: int) -> None:
        """Publish and edit what is published and edited after the last spring looked at, up to 1 April of this one."""
        earlier = [one for one in self.springs if one < spring]
        for year in range((earlier[-1] if earlier else FIRST), spring):
            for number, county in self.standing.items():
                if year in county.years and not self._is_missing(number, year):
                    self._publish(self.portals[f"xian{number}"], number, year, county.name_in(year))
            if year >= AREA_SINCE:
                self._publish_area(year)
        for number, role in self.roles.items():
            self._meddle(self.portals[f"xian{number}"], number, role, spring)

    def _is_missing(self, number: int, year: int) -> bool:
        return self.roles.get(number) == MISSING and year == MISSING_YEAR

    def _publish(self, portal: Portal, number: int, year: int, name: str) -> None:
        figures = {key: str(value) for key, value in self.printed.figures[number, year].items()}
        titles = read_data("column.toml")["own"]
        title = titles[year % len(titles)].format(place=name, year=year)
        day = date(year + 1, 1, 8) + timedelta(days=draw(70, title))
        government, attached = f"{name}人民政府", year == ATTACHED_YEAR
        portal.publish(Publication(5000 + year, title, "own_report", government, year, day, figures, attached=attached))
        self.shown[number, year] = [(day, figures)]

    def _publish_area(self, year: int) -> None:
        below = self.below(year)
        cells = summed([*(self.standing[number].ledger for number in below), "area"], year)
        if year == AREA_FAULTY:
            less = drawn("area", year)["t3.granted.total"] + 5
            for row in ("new_received", "granted", "disposed"):
                for column in ("natural_person", "total"):
                    cells[f"t3.{row}.{column}"] -= less
        self.printed.figures[-1, year] = cells
        self._publish(self.portals["diqu"], -1, year, self.portals["diqu"].place.name)

    def _meddle(self, portal: Portal, number: int, role: int, spring: int) -> None:
        if (role, spring) == (EDITED, EDITED_IN):
            self._edit(
                portal,
                number,
                EDITED_YEAR,
                {EDITED_KEY: str(7 + self.printed.figures[number, EDITED_YEAR][EDITED_KEY])},
                spring,
            )
        elif (role, spring) == (REISSUED, REISSUED_IN):
            portal.reissue(REISSUED_YEAR)
        elif (role, spring) == (REGRESSED, REGRESSED_IN):
            blank = {key: "" for key in self.shown[number, REGRESSED_YEAR][-1][1] if key.startswith("t4.")}
            self._edit(portal, number, REGRESSED_YEAR, blank, spring)
        elif (role, spring) == (BLOCKED, LAST + 1):
            portal.on("*", lambda _asked, _answer, _portal: html_answer("<html></html>", 412))

    def _edit(self, portal: Portal, number: int, year: int, changes: Cells, spring: int) -> None:
        _, before = self.shown[number, year][-1]
        day = date(spring, 3, 20)
        for key, text in changes.items():
            portal.edit_cell(year, key, text)
            self.edits.append(Edit(number, year, key, before[key], text, day))
        self.shown[number, year].append((day, {**before, **changes}))

    def _portal(self, county: County) -> Portal:
        place = county.place
        return Portal(FAMILIES[place.family](per_page=20), place=place, years=[], rows=0, twins=0)

    # --- the ledger ---------------------------------------------------------------------------------------------------

    def below(self, year: int) -> Sequence[int]:
        """The counties of the first prefecture that report on a year."""
        code = self.counties.prefectures[0][0][:4]
        return [
            number
            for number, county in self.standing.items()
            if county.code_in(year).startswith(code) and year in county.years
        ]

    def on(self, day: date) -> Mapping[tuple[int, int], Cells]:
        """What every report printed that could be looked at on a day."""
        told = {which: [cells for since, cells in editions if since <= day] for which, editions in self.shown.items()}
        return {which: editions[-1] for which, editions in told.items() if editions}

    def best(self) -> Mapping[tuple[int, int], Cells]:
        """What is shown by default: the latest edition, unless an earlier one held more numbers."""
        return {which: self._fullest([cells for _, cells in editions]) for which, editions in self.shown.items()}

    def _fullest(self, editions: Sequence[Cells]) -> Cells:
        return max(reversed(editions), key=lambda cells: sum(text != "" for text in cells.values()))

    def frame(self) -> Iterator[tuple[str, int, str]]:
        """Code at the end of the year, year, and state: held, or why not; of every county that stood then."""
        for county in self.counties.all:
            for year in county.years:
                yield county.code_in(year), year, self._state(county, year)

    def _state(self, county: County, year: int) -> str:
        if (county.number, year) in self.seen():
            return "held"
        if county.number not in self.standing:
            return "not_covered"
        return "blocked" if self.roles.get(county.number) == BLOCKED else "not_published"

    def seen(self) -> frozenset[tuple[int, int]]:
        """The reports that could be had: the last year's is behind the block where there is one."""
        return frozenset(which for which in self.shown if (self.roles.get(which[0]), which[1]) != (BLOCKED, LAST))

    def faults(self) -> frozenset[tuple[int, int, str, str]]:
        """What does not add up in what is shown: those that were planted, less those behind the block."""
        seen = self.seen()
        return frozenset(fault for fault in (*self.printed.faults, *self._of_levels()) if fault[:2] in seen)

    def _of_levels(self) -> Iterator[tuple[int, int, str, str]]:
        best, seen = self.best(), self.seen()
        for year in range(AREA_SINCE, LAST + 1):
            children = [best[number, year] for number in self.below(year) if (number, year) in seen]
            area = best[-1, year]
            rows = [key for key in area if key.startswith("t3.") and key.endswith(".total")]
            if any(int(area[key]) < sum(int(cells[key]) for cells in children) for key in rows):
                yield -1, year, "XL.AGG", "t3"
