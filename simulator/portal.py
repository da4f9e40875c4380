"""A portal: what it publishes, which switches are on, what it answers, and its own ledger of all that."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import RLock
from typing import Literal

from simulator.article import MARK
from simulator.certificates import Manner
from simulator.column import Publication, made_column, newest_first
from simulator.families.base import Family, Scene, has_attachment, wap_path
from simulator.markup import shell
from simulator.message import Answer, Asked, html_answer, typed_answer
from simulator.places import Place, place_of, places
from simulator.rules import Change, Rule

YEARS = range(2014, 2026)
ROBOTS = "User-agent: *\nDisallow: /admin/\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger: what stands on the portal now. `attachment`: address of its file, empty without one."""

    title: str
    url: str
    kind: str
    publisher: str
    year: int
    date: str
    figures: Mapping[str, str]
    attachment: str


class Portal:
    """A portal of a place that does not exist.

    `family`: its software with its switches. `years`: of its own reports. `rows`: of its list, twins included; `twins`
    of the newest own reports are listed under a second address too: `twins_as` the family's own, `_wap` or on the host
    for telephones, `m`. `place`: one of our own by its name, or any other.
    Raises KeyError for a place that is not known, ValueError for more rows than are made.
    """

    def __init__(
        self,
        family: Family,
        *,
        place: str | Place = "",
        host: str = "",
        years: Sequence[int] = YEARS,
        rows: int = 64,
        twins: int = 1,
        twins_as: Literal["own", "_wap", "m"] = "own",
        scheme: str = "http",
        certificate: Manner = "good",
    ) -> None:
        self.family = family
        self.place: Place = place if isinstance(place, Place) else places()[place] if place else place_of(family.name)
        self.host = host or self.place.host
        self.scheme = scheme
        self.certificate = certificate
        self.twins_as = twins_as
        self.rules: list[Rule] = []
        self._lock = RLock()
        self._next_number = 9001
        own = made_column(self.place, years, rows - twins)
        self.column = newest_first([*own, *self._twins(own, twins)])

    def _twins(self, column: Sequence[Publication], count: int) -> Iterator[Publication]:
        newest = [one for one in column if one.kind == "own_report"][:count]
        for one in newest:
            yield replace(one, number=self._number(), kind="twin", twin_of=one.number, address=self._twin_address(one))

    def _twin_address(self, one: Publication) -> str:
        if self.twins_as == "own":
            return ""
        path = self.family.article_path(one)
        if self.twins_as == "m":
            return f"{self.scheme}://m.{self.host.removeprefix('www.')}{path}"
        return wap_path(path)

    def _number(self) -> int:
        self._next_number += 1
        return self._next_number - 1

    # --- addresses ----------------------------------------------------------------------------------------------------

    @property
    def list_path(self) -> str:
        """Where the list begins."""
        return self.family.list_path

    @property
    def list_url(self) -> str:
        """The full address of the list."""
        return self.url(self.list_path)

    def url(self, address: str) -> str:
        """A path of this portal as a full address."""
        return address if "://" in address else f"{self.scheme}://{self.host}{address}"

    def path_of(self, year: int) -> str:
        """Where the place's own report of a year stands now. Raises KeyError where there is none."""
        return self.family.address(self.own(year))

    def own(self, year: int) -> Publication:
        """The place's own report of a year. Raises KeyError where there is none."""
        return {one.year: one for one in self.column if one.kind == "own_report"}[year]

    # --- what it answers ----------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Answer:
        """The answer with every switch that is on, in the order in which they were put on."""
        with self._lock:
            answer = self.plain(asked)
            for rule in [rule for rule in self.rules if rule.matches(asked)]:
                answer = rule.change(asked, answer, self)
            return answer

    def plain(self, asked: Asked) -> Answer:
        """What is answered without any switch: pages, robots.txt, home, else 404."""
        scene = Scene(self.place, self.host, tuple(self.column))
        if asked.path == "/robots.txt":
            return typed_answer(ROBOTS, "text/plain")
        if asked.path in ("/", "/index.html"):
            home = shell("home").substitute(site=scene.site, mark=MARK, column=self.list_path)
            return html_answer(home)
        return self.family.answer(scene, asked) or html_answer(shell("not_found").substitute(), 404)

    # --- switches -----------------------------------------------------------------------------------------------------

    def on(self, pattern: str, change: Change, nth: Container[int] | None = None) -> Rule:
        """Put a switch on: for the requests whose path and query match, at the nth of them (from 1) or always."""
        rule = Rule(pattern, change, nth)
        with self._lock:
            self.rules.append(rule)
        return rule

    def off(self, rule: Rule) -> None:
        """Put a switch off."""
        with self._lock:
            self.rules.remove(rule)

    # --- edits --------------------------------------------------------------------------------------------------------

    def edit_cell(self, year: int, key: str, text: str) -> str:
        """Change one cell of an own report in silence; gives what stood there. Raises KeyError for an unknown key."""
        before = self.own(year).figures[key]
        self._change(year, lambda one: replace(one, figures={**one.figures, key: text}))
        return before

    def retitle(self, year: int, title: str) -> None:
        """Change the title of an own report in silence, as with （更正）."""
        self._change(year, lambda one: replace(one, title=title))

    def publish(self, publication: Publication) -> None:
        """Put one more publication into the column."""
        self._keep([*self.column, publication])

    def reissue(self, year: int) -> None:
        """Publish an own report anew, ten days later, under another address; the old one is gone."""
        number = self._number()
        self._change(year, lambda one: replace(one, number=number, date=one.date + timedelta(days=10)))

    def delete(self, year: int) -> None:
        """Take an own report from the list; its address is gone."""
        self._keep([one for one in self.column if not self._is_own(one, year)])

    def add_foreign(self, year: int, url: str) -> None:
        """List an own report of a year under an address on another host."""
        foreign = replace(self.own(year), number=self._number(), kind="foreign", address=url)
        self._keep([*self.column, foreign])

    def _change(self, year: int, change: Callable[[Publication], Publication]) -> None:
        self._keep([change(one) if self._is_own(one, year) else one for one in self.column])

    def _is_own(self, one: Publication, year: int) -> bool:
        return one.kind in ("own_report", "twin") and one.year == year

    def _keep(self, column: Sequence[Publication]) -> None:
        with self._lock:
            self.column = newest_first(column)

    # --- ledger -------------------------------------------------------------------------------------------------------

    def ledger(self) -> list[Entry]:
        """All that the list leads to, in its order."""
        return [self._entry(one) for one in self.column]

    def reports(self) -> dict[int, Entry]:
        """The place's own reports by year, second and foreign addresses left out."""
        return {one.year: one for one in self.ledger() if one.kind == "own_report"}

    def _entry(self, one: Publication) -> Entry:
        file = self.url(self.family.attachment_path(one)) if has_attachment(one) else ""
        url = self.url(self.family.address(one))
        return Entry(one.title, url, one.kind, one.publisher, one.year, one.date.isoformat(), one.figures, file)
