"""A result as a table for eyes and as the text block of docs/accuracy.md."""

from collections.abc import Iterator, Mapping
from typing import Any

HEADS = (
    "stratum", "reports", "reports with a silent error", "non-zero cells wrong", "zero cells wrong", "flagged",
    "false zeros",
)  # fmt: skip
SHOWN = ("reports_silent", "nonzero_silent", "zero_silent", "nonzero_flagged", "false_zeros")


def table_rows(result: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """A line a stratum and one for the release: errors of cells counted, the rate, its 95 % interval."""
    for name, own in result["strata"].items():
        yield _row(name, own["reports"], own)
    yield _row("release, weighted", result["reports"], result["pooled"])


def measure_rows(result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A line a measure of the release."""
    for name, rate in result["pooled"].items():
        yield {"measure": name, **rate}


def text_block(result: Mapping[str, Any], seed: int) -> str:
    """Markdown: the table of the field audit, what it was measured on, and agreement beside the all-zero baseline."""
    rows = [HEADS, tuple("---" for _ in HEADS), *(tuple(row.values()) for row in table_rows(result))]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    agreement = result["agreement"]
    coders, reader = agreement["coders"], agreement["reader"]
    about = (
        f"{result['reports']} reports of {result['frame']:,}, drawn with seed {seed}, coded by two persons who"
        " saw neither the database's values\nnor each other's. A cell is errors of cells counted, the weighted rate,"
        " and its 95 % interval (Fay and Feuer, by report).\nReports: of those that were coded cell by cell."
    )
    agreed = (
        f"Cells not zero for either: coder and coder equal in {_share(coders['exact_nonzero'])}, reader and what was"
        f" settled in {_share(reader['exact_nonzero'])}.\nA reader of nothing but zeros would have"
        f" {_share(agreement['all_zero'])} of all cells right."
    )
    return "\n".join((*lines, "", about, "", agreed))


def _row(name: str, reports: int, rates: Mapping[str, Any]) -> dict[str, str]:
    return dict(zip(HEADS, (name, f"{reports:,}", *(_rate(rates[one]) for one in SHOWN)), strict=True))


def _rate(rate: Mapping[str, Any]) -> str:
    if rate["rate"] is None:
        return "–"
    ends = f"{100 * rate['low']:.2f}–{100 * rate['high']:.2f}"
    return f"{rate['errors']:,} of {rate['size']:,}: {100 * rate['rate']:.3f} % ({ends})"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.2f} %"
