"""The part of `docs/benchmarks.md` on crawling, storing and reading again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

AGAIN = "nianbao reread --all"
HEAD = """\
Written by `python -m benchmarks.whole`. Portals of the simulator answer on loopback from a process of their own, each
page made once; crawls take turns on them in one run, in another order every round, each into a database and an archive
of its own, and the bodies that came are compared byte by byte. Every wait for politeness is zero here (by the
environment of the proofs; the program has no such switch), so that the machine is the limit: no portal is ever asked so
fast. Views are left out. Rates count everything from the start of the process to its end, simulator and database on the
same cores. Where a machine is busy with other work the processor's seconds tell more than the clock's."""
WHY = """\
What keeps a share below its bound: bare Scrapy throws away what it gets. Of the {each:.1f} ms of processor time that a
page takes us with reader processes, {bare:.1f} are what bare Scrapy takes too, {database:.1f} go to the database's own
processes. Reading a report again, which is bytes from the archive, both readers, checks, the comparison with what is
held and one row, takes {again:.1f} ms; {cores} cores that do nothing else can do {most:.0f} of that a second."""


def part(told: Mapping[str, Any], table: Callable[[Sequence[str], Sequence[Sequence[str]]], str]) -> Iterator[str]:
    """Its paragraphs; `table` makes one of heads and rows."""
    yield "## Crawl, archive, read, check and store"
    yield HEAD
    yield table(["what", "bound", "by the clock", "by the processor", ""], list(_bounds(told)))
    heads = ["who", "a second", "a processor second", "ms each", "of that database", "seconds a round"]
    yield table(heads, list(_rates(told)))
    yield _why(told)
    yield _given(told)
    yield "### A million pages"
    yield _million(told)


def _bounds(told: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, row in told["bounds"].items():
        met = "met" if row["share"] >= row["bound"] else "**not met**"
        yield [f"{name} : bare Scrapy", f"≥ {row['bound']}", f"**{row['share']}**", str(row["share_of_processor"]), met]
    rate = told["rates"][AGAIN]
    met = "met" if rate["a_second"] >= told["reread_bound"] else "**not met**"
    both = rate["a_processor_second"] * told["cores"]
    yield [
        "reports read again a second",
        f"≥ {told['reread_bound']:.0f}",
        f"**{rate['a_second']}**",
        f"{both:.0f}",
        met,
    ]


def _rates(told: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, row in told["rates"].items():
        seconds = ", ".join(map(str, row["rounds"]))
        figures = (row["a_second"], row["a_processor_second"], row["processor_ms_each"], row["of_that_database_ms"])
        yield [name, *map(str, figures), seconds]


def _why(told: Mapping[str, Any]) -> str:
    bare, ours, again = (
        told["rates"][name] for name in ("bare Scrapy", "nianbao, reader processes", "nianbao reread --all")
    )
    return WHY.format(
        each=ours["processor_ms_each"],
        bare=bare["processor_ms_each"],
        database=ours["of_that_database_ms"],
        again=again["processor_ms_each"],
        cores=told["cores"],
        most=told["cores"] * again["a_processor_second"],
    )


def _given(told: Mapping[str, Any]) -> str:
    settings = ", ".join(f"`{name}={value}`" for name, value in told["bare_settings"].items())
    return (
        f"{told['pages']:,} pages of {told['sites']} portals, {told['readings']:,} of them reports on the national"
        " forms and the annex before them, the others lists and robots.txt."
        f" Scrapy {told['scrapy']} as it comes but for {settings}. Ours: the project's settings, as many reader"
        f" processes as cores ({told['cores']}); in one process: the same, reading in the reactor."
        f" Load {told['load_when_it_began']} when it began; commit `{told['commit']}`."
    )


def _million(told: Mapping[str, Any]) -> str:
    many = told["million"]
    return (
        f"At these rates and sizes a million pages ({many['readings']:,} reports) are {many['hours_to_crawl']} hours"
        f" of this machine to crawl, read and store, and {many['hours_to_read_again']} hours to read again;"
        f" {many['archive_gib']} GiB of archive, {many['database_gib']} GiB of tables without views,"
        f" {many['figures']:,} rows of figures. A portal is asked every one to two seconds: of fewer than some hundred"
        " side by side it is their patience that is the limit, not the machine."
    )
