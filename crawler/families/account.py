"""The account of a list's pages: what each gave, held against the others and against what the list says it has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.families.rows import Row


@dataclass(slots=True)
class PagesAccount:
    """`counts`: rows a page gave, by the address asked for; `seen`: addresses of all rows; `prints`: what each shows.

    `said`: how many pages the list says it has, null while that is not known. `last`: the address of the last page;
    `ends`: those of the lists that a list is divided into. `open_ended`: pages whose end is not there.
    """

    counts: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    prints: dict[tuple[tuple[str, date | None], ...], str] = field(default_factory=dict)
    said: int | None = None
    last: str = ""
    ends: set[str] = field(default_factory=set)
    open_ended: list[str] = field(default_factory=list)

    @property
    def given(self) -> int:
        """Rows of all pages; a row that moved from one page to the next meanwhile counts on both."""
        return sum(self.counts.values())

    def is_copy(self, asked: str, rows: Sequence[Row]) -> bool:
        """Whether rows are those of another page, by their titles, dates and the ends of their addresses.

        Its links are relative to that page: taken from here they lead nowhere.
        """
        ends = {end_of(url) for url in self.seen}
        return self.prints.get(shown_by(rows), asked) != asked and all(end_of(row.url) in ends for row in rows)

    def enter(self, asked: str, rows: Sequence[Row]) -> str:
        """Enter a page; why it is no page of its own, empty where it is.

        Titles and dates are held against each other too: relative links of a page served at another one's address lead
        elsewhere.
        """
        other = self.prints.setdefault(shown_by(rows), asked)
        new = {row.url for row in rows} - self.seen
        self.seen |= new
        if other != asked or not new:
            return "it repeats another page of the list"
        self.counts[asked] = len(rows)
        return ""

    def uneven(self) -> Iterator[tuple[str, str]]:
        """Pages, the last left out, that gave fewer rows than another one: (address, reason)."""
        fullest = max(self.counts.values(), default=0)
        for asked, count in self.counts.items():
            if asked not in {self.last, *self.ends} and count < fullest:
                yield asked, f"the page gave {count} rows, others {fullest}"


def shown_by(rows: Sequence[Row]) -> tuple[tuple[str, date | None], ...]:
    """What a page shows of its rows."""
    return tuple((row.title, row.published) for row in rows)


def end_of(url: str) -> str:
    """What follows the last slash of an address."""
    return url.rpartition("/")[2]
