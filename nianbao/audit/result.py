"""A sample's result: rates of the release and of its strata, agreement, and what was read as what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nianbao.audit.adjudicate import Settled
from nianbao.audit.agreement import Pair, all_zero, alpha, count_alpha, exact_match, nominal, status_alpha
from nianbao.audit.compare import ABSENT, SILENT, judged, wrong_facts
from nianbao.audit.draw import Drawn
from nianbao.audit.estimate import rate_of
from nianbao.audit.frame import Reading
from nianbao.audit.measures import MEASURES, Scored, observations
from nianbao.audit.sheets import FACTS, Coding

Table = Mapping[str, Mapping[str, Any]]  # measure -> rate


def scored_of(drawn: Sequence[Drawn], truth: Settled, readings: Mapping[str, Reading]) -> tuple[Scored, ...]:
    """Every report of the sample held against what was settled. `readings`: by report id, as of the day of the draw."""
    return tuple(
        Scored(
            one,
            judged(truth.cells[one.item], readings[one.unit.report_id], one.whole),
            wrong_facts(truth.reports[one.item], readings[one.unit.report_id]),
        )
        for one in drawn
    )


def rates(scored: Sequence[Scored], draws: int, seed: int) -> Table:
    """Measure -> the rate that these reports imply, with its intervals."""
    return {name: asdict(rate_of(tuple(observations(name, scored)), draws, seed)) for name in MEASURES}


def result_of(scored: Sequence[Scored], first: Coding, second: Coding, draws: int, seed: int) -> dict[str, Any]:
    """The whole result as plain values; strata in alphabetical order, without a bootstrap of their own."""
    strata = sorted({one.drawn.stratum for one in scored})
    by_stratum = {name: [one for one in scored if one.drawn.stratum == name] for name in strata}
    return {
        "reports": len(scored),
        "frame": round(sum(one.drawn.weight for one in scored)),
        "pooled": rates(scored, draws, seed),
        "strata": {name: {"reports": len(own), **rates(own, 0, seed)} for name, own in by_stratum.items()},
        "statuses": _statuses(scored),
        "agreement": _agreement(scored, first, second),
        "silent": [_silent(one) for one in scored if any(cell.outcome in SILENT for cell in one.cells)],
    }


def _statuses(scored: Sequence[Scored]) -> dict[str, dict[str, int]]:
    """What is printed -> what was read -> how many cells."""
    found: dict[str, Counter[str]] = {}
    for cell in (cell for one in scored for cell in one.cells):
        found.setdefault(cell.printed.status, Counter())[cell.read.status] += 1
    return {printed: dict(sorted(read.items())) for printed, read in sorted(found.items())}


def _agreement(scored: Sequence[Scored], first: Coding, second: Coding) -> dict[str, Any]:
    """Coder with coder, and reader with what was settled; the second means nothing without the first."""
    items = [one.drawn.item for one in scored]
    human = [
        (entry, second.cells.get(item, {})[key])
        for item in items
        for key, entry in first.cells.get(item, {}).items()
        if key in second.cells.get(item, {})
    ]
    reader = [(cell.printed, cell.read) for one in scored for cell in one.cells if cell.printed.status != ABSENT]
    return {
        "all_zero": all_zero([printed for printed, _ in reader]),
        "coders": _of_cells(human),
        "reader": _of_cells(reader),
        "facts": {
            name: alpha([(first.reports[item][name], second.reports[item][name]) for item in items], nominal)
            for name in FACTS
        },
    }


def _of_cells(pairs: Sequence[Pair]) -> dict[str, Any]:
    return {
        "cells": len(pairs),
        "exact_nonzero": exact_match(pairs),
        "alpha_status": status_alpha(pairs),
        "alpha_counts": count_alpha(pairs),
    }


def _silent(one: Scored) -> dict[str, Any]:
    """A report with a silent error, and each of them: what is printed, and what was read."""
    wrong = [cell for cell in one.cells if cell.outcome in SILENT]
    return {
        "report_id": one.drawn.unit.report_id,
        "item": one.drawn.item,
        "cells": [{"key": cell.key, "printed": str(cell.printed), "read": str(cell.read)} for cell in wrong],
    }
