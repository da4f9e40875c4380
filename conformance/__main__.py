"""`python -m conformance`: a reader scored on documents of the suite."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from conformance import floors
from conformance.cases import Plan
from conformance.choice import chosen
from conformance.run import Outcome, run
from conformance.skeletons import FORMATS, skeletons
from conformance.table import APART, table_of, with_table
from proofs.checkout import commit

GATE_SIZE, GATE_SEED = 300, 2026  # what the gate runs, and the floors are stored for
MISSES = 20  # of one document that a proof lists


@click.command()
@click.option(
    "--reader", default="nianbao", help="nianbao, pandas, text, or module:function (bytes to the JSON, or null)."
)
@click.option("--size", default=GATE_SIZE, help="How many documents; more than there are: the whole matrix.")
@click.option("--seed", default=GATE_SEED, help="Another seed, other figures.")
@click.option("--jobs", default=2, help="Processes.")
@click.option("--formats", default="", help="Of these documents only those, as html,pdf.")
@click.option("--out", type=click.Path(path_type=Path), help="Write counts and misses there; a killed run goes on.")
@click.option("--page", type=click.Path(path_type=Path), help="Put the table into this page, between its marks.")
@click.option("--raise-floors", is_flag=True, help="Store what is reached where it is better than before.")
def main(
    reader: str, size: int, seed: int, jobs: int, formats: str, out: Path | None, page: Path | None, raise_floors: bool
) -> None:
    """Make documents, have them read, and print per format and form what was right, flagged and silently lost."""
    wanted = formats.split(",") if formats else FORMATS
    plans = [plan for plan in chosen(size, seed) if plan.format in wanted]
    kept = out.with_suffix(".part") if out else None
    began = time.monotonic()
    outcome = run(plans, reader, seed, jobs, kept, _tell)
    click.echo(err=True)
    click.echo(table_of(outcome))
    click.echo(
        "{number} skeletons, {seen} seen; the commonest has {largest_share:.2%}".format(**_skeletons(plans)), err=True
    )
    if out and kept:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(_proof(outcome, plans, reader, seed, time.monotonic() - began), encoding="utf-8")
        kept.unlink(missing_ok=True)
    if page:
        page.write_text(with_table(page.read_text(encoding="utf-8"), outcome, reader), encoding="utf-8")
    if raise_floors:
        _raise_floors(outcome, size, seed)


def _tell(documents: int) -> None:
    if documents % 50 == 0:
        click.echo(f"\r{documents:,} documents", err=True, nl=False)


def _proof(outcome: Outcome, plans: Sequence[Plan], reader: str, seed: int, seconds: float) -> str:
    """Counts, misses, and what they were measured on, as JSON."""
    proof = {
        "reader": reader,
        "documents": outcome.documents,
        "seed": seed,
        "commit": commit(),
        "seconds": round(seconds, 1),
        "total": dict(sorted(outcome.total().items())),
        f"total_but_{APART}": dict(sorted((outcome.total() - outcome.total(APART)).items())),
        "groups": {group: dict(sorted(counts.items())) for group, counts in sorted(outcome.counts.items())},
        "skeletons": _skeletons(plans),
        "documents_with_misses": len(outcome.misses),
        "misses": {name: misses[:MISSES] for name, misses in sorted(outcome.misses.items())},
    }
    return json.dumps(proof, ensure_ascii=False, indent=1) + "\n"


def _skeletons(plans: Sequence[Plan]) -> dict[str, float]:
    """How many shapes were printed, how many of them after published pages, and what part the commonest one has."""
    used = Counter(plan.skeleton for plan in plans)
    seen = sum(bool(skeletons()[name].seen) for name in used)
    return {"number": len(used), "seen": seen, "largest_share": round(max(used.values()) / len(plans), 4)}


def _raise_floors(outcome: Outcome, size: int, seed: int) -> None:
    if (size, seed) != (GATE_SIZE, GATE_SEED):
        raise click.UsageError(f"floors are those of --size {GATE_SIZE} --seed {GATE_SEED}")
    before = floors.stored() if floors.FILE.exists() else {}
    after = floors.raised(floors.reached(outcome), before)
    floors.FILE.write_text(floors.written(after, size, seed), encoding="utf-8")


if __name__ == "__main__":
    main()
