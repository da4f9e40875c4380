"""Prove that the audit's intervals hold: a fault planted in a release, a hundred samples, and how often they tell it.

`python -m proofs.audit` draws, codes and scores; docs/proofs/audit.json says in how many of the draws the truth lay in
the interval, for that of Fay and Feuer and for the bootstrap. A killed run goes on.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import click

from nianbao.audit.adjudicate import settled
from nianbao.audit.cells import is_headline
from nianbao.audit.draw import Design, Drawn, draw
from nianbao.audit.estimate import Rate, rate_of
from nianbao.audit.measures import observations
from nianbao.audit.result import scored_of
from nianbao.audit.sheets import Coding, cell_sheet, coding_of, report_sheet
from proofs.audit_release import FAULTS, Made, made_release, planted
from proofs.checkout import commit

MEASURES = ("reports_silent", "reports_silent_headline", "nonzero_silent", "zero_silent")
HELD = 0.95  # of the draws whose interval must hold the truth
SLIPS = 0.01  # of the cells that a careless coder mistypes


def truths(release: Sequence[Made], ledger: Mapping[str, list[str]]) -> dict[str, float]:
    """The rates of the release itself, counted from what was planted."""
    changed = [(one, key) for one in release for key in ledger[one.unit.report_id]]
    zeros = sum(value == 0 for one in release for value in one.figures.values())
    cells = sum(len(one.figures) for one in release)
    wrong_zeros = sum(one.figures[key] == 0 for one, key in changed)
    headline = {one.unit.report_id for one, key in changed if is_headline(key)}
    return {
        "reports_silent": len({one.unit.report_id for one, _ in changed}) / len(release),
        "reports_silent_headline": len(headline) / len(release),
        "nonzero_silent": (len(changed) - wrong_zeros) / (cells - zeros),
        "zero_silent": wrong_zeros / zeros,
    }


def printed(one: Made, key: str) -> str:
    """What a page prints in a cell, as a coder types it; some forms print a column in some years alone."""
    return f"{one.figures[key]:f}" if key in one.figures else "absent"


def coded(drawn: Sequence[Drawn], made: Mapping[str, Made], random: Random, slips: float) -> Coding:
    """What a person writes who sees the pages; `slips`: the share of cells that are mistyped."""
    page = {one.item: made[one.unit.report_id] for one in drawn}
    rows = [{**row, **page[row["item"]].facts} for row in report_sheet(drawn, {})]
    cells: list[dict[str, str]] = []
    for row in cell_sheet(rows, coding_of(rows, ())):
        right = printed(page[row["item"]], row["key"])
        cells.append({**row, "printed": "12345" if random.random() < slips else right})
    return coding_of(rows, cells)


def one_draw(
    release: Mapping[str, Made], readings: Mapping[str, Mapping[str, Any]], design: Design, replicates: int
) -> dict[str, dict[str, Rate]]:
    """Fault -> measure -> the rate that one sample of the release implies, coded by two and ruled on by a third."""
    random = Random(design.seed)  # noqa: S311 - repeatable draws are wanted
    drawn = draw([one.unit for one in release.values()], design)
    first, second = coded(drawn, release, random, 0), coded(drawn, release, random, SLIPS)
    whole = {one.item: one.whole for one in drawn}
    page = {one.item: release[one.unit.report_id] for one in drawn}
    differences = settled(whole, first, second, {}).open
    rulings = {(one.item, one.what): printed(page[one.item], one.what) for one in differences}
    truth = settled(whole, first, second, rulings)
    found: dict[str, dict[str, Rate]] = {}
    for fault, of in readings.items():
        scored = scored_of(drawn, truth, of)
        found[fault] = {name: rate_of(tuple(observations(name, scored)), replicates, design.seed) for name in MEASURES}
    return found


def prove(reports: int, draws: int, size: int, seed: int, replicates: int, kept: Path | None = None) -> dict[str, Any]:
    """The proof as plain values; `kept`: a file of draws so far, read and added to."""
    made = made_release(reports, seed)
    release = {one.unit.report_id: one for one in made}
    spoilt = {fault: planted(made, fault, seed) for fault in FAULTS}
    truth = {fault: truths(made, ledger) for fault, (_, ledger) in spoilt.items()}
    readings = {fault: of for fault, (of, _) in spoilt.items()}
    lines = list(_kept(kept, [reports, size, seed, replicates]))[:draws]
    for number in range(len(lines), draws):
        rates = one_draw(release, readings, Design(size, seed + 1 + number, ("era", "kind")), replicates)
        line = {
            fault: {name: [rate.rate, rate.low, rate.high, rate.boot_low, rate.boot_high] for name, rate in of.items()}
            for fault, of in rates.items()
        }
        lines.append(line)
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([[reports, size, seed, replicates], line]) + "\n")
    return {"reports": reports, "draws": draws, "size": size, "seed": seed, "faults": dict(_counted(truth, lines))}


def _kept(path: Path | None, run: list[int]) -> Iterator[Any]:
    """Draws of the same run that are kept; a line cut off is none."""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if path and path.exists() else ():
        if line.endswith("\n") and json.loads(line)[0] == run:
            yield json.loads(line)[1]


def _counted(truth: Mapping[str, Mapping[str, float]], lines: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    for fault, of in truth.items():
        yield fault, {name: _held(true, [line[fault][name] for line in lines]) for name, true in of.items()}


def _held(true: float, rates: Sequence[Sequence[float]]) -> dict[str, Any]:
    return {
        "truth": round(true, 6),
        "mean_estimate": round(sum(rate[0] for rate in rates) / len(rates), 6),
        "held": sum(rate[1] <= true <= rate[2] for rate in rates),
        "held_by_bootstrap": sum(rate[3] <= true <= rate[4] for rate in rates) if rates[0][3] is not None else None,
        "mean_width": round(sum(rate[2] - rate[1] for rate in rates) / len(rates), 6),
    }


def short_of(proof: Mapping[str, Any]) -> list[str]:
    """Faults and measures whose interval held less often than it must."""
    return [
        f"{fault} {name}: {of['held']} of {proof['draws']}"
        for fault, measures in proof["faults"].items()
        for name, of in measures.items()
        if of["held"] < HELD * proof["draws"]
    ]


@click.command()
@click.option("--reports", default=2000, help="Of the release.")
@click.option("--draws", default=100, help="Samples.")
@click.option("--size", default=500, help="Reports in a sample.")
@click.option("--seed", default=2026)
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/proofs/audit.json"))
def main(reports: int, draws: int, size: int, seed: int, out: Path) -> None:
    """Write how often the truth lay in the interval; exit 1 where it did less often than in 95 of 100 draws."""
    began = time.monotonic()
    kept = out.with_suffix(".part")
    proof = prove(reports, draws, size, seed, replicates=400, kept=kept)
    proof |= {"short_of_95": short_of(proof), "commit": commit(), "seconds": round(time.monotonic() - began, 1)}
    out.write_text(json.dumps(proof, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    kept.unlink(missing_ok=True)
    click.echo(out.read_text(encoding="utf-8"))
    if proof["short_of_95"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
