"""`docs/benchmarks.md` out of the figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.peers import BARE_GRID
from benchmarks.whole.page import part

HEAD = """\
# Benchmarks

Written by `make benchmarks`; do not edit it by hand. All peers take turns in one process on one core, in another order
every round, on the same bytes; what counts is processor time, the median of the rounds. Ratios travel between machines,
absolute figures do not. Never part of the tests: those only see that the benchmarks run."""
BESIDE = """\
pandas and lxml do a part of the work: pandas gives tables without saying which cell is which figure, lxml a tree. A
page's time is everything from bytes to a weighed report, with sections, claims of the prose and checks."""
WHY = """\
Why ratios fall short: the tree is made in C, all else in Python. `bare grid` does the least that any reader of tables
does in Python, the texts of the cells in an expanded grid, and understands nothing of them. What it takes of a bound is
gone before the first figure: {bare_pandas:.2f} times pandas and {bare_lxml:.2f} of lxml are all that this least leaves
possible, so a bound above those cannot be met by a reader that also names figures, finds sections and claims and judges
sums. Of our time about two fifths go to the page (parse, paragraphs, cells), a third to figures, stream and comparison,
the rest to prose and checks; no step takes more than a sixth."""


def page_of(result: Mapping[str, Any], whole: Mapping[str, Any] | None = None) -> str:
    """The whole page; `whole`: what crawling, storing and reading again came to, where that was measured."""
    parts = [HEAD, *_bounds(result), *_peers(result), BESIDE, *_pages(result), *_pdfs(result), *_memory(result)]
    parts += part(whole, _table) if whole else ()
    return "\n\n".join(parts) + "\n"


def _bounds(result: Mapping[str, Any]) -> Iterator[str]:
    rows = [
        [words, f"≥ {row['bound']:g}", f"**{row['ratio']:.2f}**", f"{row['worst_page']:.2f}", _met(row["met"])]
        for words, row in result["ratios"].items()
    ]
    text = result["normalisation"]
    rows.append(
        ["normalisation, MB/s", f"≥ {text['bound']:g}", f"**{text['megabytes_a_second']}**", "", _met(text["met"])]
    )
    slowest = max(result["pdf"], key=lambda row: row["seconds"])
    met = all(row["met"] for row in result["pdf"])
    rows.append(["PDF, seconds", f"< {slowest['bound']:g}", f"**{slowest['seconds']}** at most", "", _met(met)])
    memory = result["memory"]
    slope = f"**{memory['slope']:+.2f}** MiB a 1,000"
    rows.append(
        [f"memory over {memory['documents']:,} documents", "flat (≤ 0.5)", slope, "", _met(memory["slope"] <= 0.5)]
    )
    yield "## Bounds"
    yield _table(["what", "bound", "measured", "worst page", ""], rows)
    if not all(row["met"] for row in result["ratios"].values()):
        yield WHY.format(**_least(result))


def _least(result: Mapping[str, Any]) -> dict[str, float]:
    """How many times as fast as pandas and lxml the bare grid is."""
    rates = {peer["name"]: peer["pages_a_second"] for peer in result["peers"]}
    bare = rates[BARE_GRID]
    return {"bare_pandas": bare / rates["pandas.read_html"], "bare_lxml": bare / rates["lxml.html"]}


def _met(so: bool) -> str:
    return "met" if so else "**not met**"


def _peers(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## Who took part"
    rows = [
        [
            peer["name"],
            f"{peer['package']} {peer['version']}",
            peer["does"],
            peer["settings"],
            str(peer["pages_a_second"]),
        ]
        for peer in result["peers"]
    ]
    yield _table(["peer", "version", "does", "settings", "pages/s"], rows)
    machine = result["machine"]
    yield (
        f"CPython {machine['python']}, {machine['system']}, {machine['cores']} cores of which one was used; load "
        f"{machine['load'][0]} when it began; {result['rounds']} rounds; commit `{result['commit']}`."
    )


def _pages(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## Page by page"
    yield "Median milliseconds. Pages are those of the conformance suite, made anew from its seed, and a published one."
    names = [peer["name"] for peer in result["peers"]]
    rows = [
        [
            f"`{page['name']}`",
            f"{page['bytes']:,}",
            f"`{page['sha256']}`",
            *(str(page["milliseconds"][n]) for n in names),
        ]
        for page in result["pages"]
    ]
    yield _table(["page", "bytes", "SHA-256", *names], rows)


def _pdfs(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## PDF"
    rows = [
        [f"`{row['name']}`", f"{row['bytes']:,}", f"`{row['sha256']}`", str(row["seconds"])] for row in result["pdf"]
    ]
    yield _table(["file", "bytes", "SHA-256", "seconds"], rows)


def _memory(result: Mapping[str, Any]) -> Iterator[str]:
    memory = result["memory"]
    yield "## Memory"
    yield (
        f"{memory['documents']:,} documents read one after another in one process that is never replaced; resident "
        f"memory in MiB at ten moments: {', '.join(f'{mib:.1f}' for mib in memory['resident'])}."
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
