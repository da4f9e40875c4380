"""An outcome as a table: a line for each format and form, with what a reader of nothing but zeros would reach.

Tables of PDFs that lack rules leave to print what belongs together, and print leaves much of it open: they have a line
of their own, and so have all others.
"""

from collections.abc import Iterator, Mapping

from conformance.run import Outcome

HEADS = (
    "format/form", "documents", "non-zero cells", "right", "flagged", "silently wrong", "silently missing",
    "zero cells", "right", "silently wrong or missing", "false zeros", "invented", "clean cells flagged", "sections",
    "year", "publisher", "coverage", "claims", "places", "findings", "false findings", "all-zero baseline",
)  # fmt: skip


APART = "pdf_unruled"


def table_of(outcome: Outcome) -> str:
    """The table in Markdown; its last line all documents together, ahead of it those with and without rules."""
    rows = [HEADS, tuple("---" for _ in HEADS)]
    rows += [tuple(row_of(group, counts)) for group, counts in sorted(outcome.counts.items())]
    unruled = outcome.total(APART)
    if unruled:
        rows.append(tuple(row_of(f"all but {APART}", outcome.total() - unruled)))
        rows.append(tuple(row_of(f"all of {APART}", unruled)))
    rows.append(tuple(row_of("all", outcome.total())))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_table(page: str, outcome: Outcome, reader: str) -> str:
    """The page with this table between its marks `<!-- READER -->` and `<!-- end of READER -->`.

    Raises ValueError for a page without them.
    """
    start, end = f"<!-- {reader} -->\n", f"<!-- end of {reader} -->"
    before, mark, rest = page.partition(start)
    _, ending, after = rest.partition(end)
    if not mark or not ending:
        raise ValueError(f"the page has no marks {start.strip()} and {end}")
    return f"{before}{start}{table_of(outcome)}\n{end}{after}"


def row_of(group: str, counts: Mapping[str, int]) -> Iterator[str]:
    """The line of one group."""
    of = counts.get
    nonzero, zero = of("nonzero.all", 0), of("zero.all", 0)
    yield from (group, f"{of('documents', 0):,}", f"{nonzero:,}")
    yield from (share(of("nonzero.right", 0), nonzero), share(of("nonzero.flagged", 0), nonzero))
    yield from (f"{of('nonzero.wrong', 0):,}", f"{of('nonzero.missing', 0):,}")
    yield from (f"{zero:,}", share(of("zero.right", 0), zero))
    yield f"{of('zero.wrong', 0) + of('zero.missing', 0):,}"
    yield from (f"{of('false_zeros', 0):,}", f"{of('invented', 0):,}")
    yield share(of("clean.flagged", 0), of("clean.all", 0))
    yield share(of("sections.right", 0), of("sections.all", 0))
    yield share(of("year.right", 0), of("documents", 0))
    yield share(of("publisher.right", 0), of("documents", 0))
    yield share(of("coverage.right", 0), of("documents", 0))
    yield f"{of('claims.found', 0):,} of {of('claims.all', 0):,}, {of('claims.false', 0):,} false"
    yield share(of("places.right", 0), of("places.all", 0))
    yield f"{of('findings.found', 0):,} of {of('findings.all', 0):,}"
    yield f"{of('findings.false', 0):,}"
    yield f"{share(zero, zero + nonzero)} of cells, none of the non-zero"


def share(part: int, whole: int) -> str:
    """A share as per cent, cut and never rounded up: 100 means all."""
    if not whole:
        return "–"
    return "100 %" if part == whole else f"{int(part / whole * 100_000) / 1000:.3f} %"
