"""One document read by both readers, sound and with each breakage: what changed, and what of that was found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import extractors
from conformance.cases import Case
from extractors.agreement import compared
from extractors.documents.document import Document
from extractors.figures import FiguresRead, outline_of, read_figures
from extractors.flow import FlowCell, read_flow
from nianbao.domain.report import Status
from proofs.readers.flow_breakages import FLOW
from proofs.readers.grid_breakages import GRID
from proofs.readers.planting import Breakage, planted

BREAKAGES = (*GRID, *FLOW)
Flow = Mapping[str, FlowCell]
_LOST = (Status.BLANK, None)


@dataclass(slots=True)
class Weighed:
    """`agreement`: counts of cells that both read, and of what was flagged; by breakage (`grid: last digit lost`)
    counts of what changed and was found; `missed`: the documents, and cells, that it was not found in."""

    agreement: Counter[str] = field(default_factory=Counter)
    broken: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def weighed(case: Case, breakages: Sequence[Breakage] = BREAKAGES) -> Weighed:
    """The document read by both, sound and under every breakage; one that is refused counts as that, nothing else."""
    made = Weighed(Counter({"documents": 1}))
    try:
        document = extractors.read(case.body)
    except extractors.Refused:
        made.agreement["refused"] += 1
        return made
    grid, flow = _grid(document, case.year), read_flow(document, case.year)
    _count_agreement(made.agreement, case, grid, flow)
    for breakage in breakages:
        name = f"{breakage.reader}: {breakage.name}"
        made.broken[name], missed = _broken(breakage, case, document, grid, flow)
        made.missed += [f"{name}: {case.plan.name}: {key}" for key in missed]
    return made


def _grid(document: Document, year: int) -> FiguresRead:
    return read_figures(outline_of(document), year)


def _count_agreement(counts: Counter[str], case: Case, grid: FiguresRead, flow: Flow) -> None:
    agreed = compared(grid.figures, flow, grid.findings)
    told = {key for finding in agreed.findings for key in finding.keys}
    figures = {figure.key: figure for figure in agreed.figures}
    read = {figure.key: (figure.status, figure.value) for figure in grid.figures}
    for key, one in case.figures.items():
        right = read.get(key) == (one.status, one.value)
        counts["cells"] += 1
        counts["right"] += right
        counts["both"] += key in figures and figures[key].confirmed
        counts["both and wrong"] += key in figures and figures[key].confirmed and not right
        counts["right and flagged"] += right and key in told
    counts["flagged"] += len(told)


def _broken(
    breakage: Breakage, case: Case, document: Document, grid: FiguresRead, flow: Flow
) -> tuple[Counter[str], list[str]]:
    with planted(breakage):
        again = extractors.read(case.body) if breakage.documents else document
        if breakage.reader == "grid":
            spoilt, changed, lost = _spoilt_grid(again, case.year, grid)
            seen = read_flow(again, case.year) if breakage.documents else flow
        else:
            seen = read_flow(again, case.year)
            spoilt, (changed, lost) = grid, _spoilt_flow(seen, case, flow, grid)
    agreed = compared(spoilt.figures, seen, spoilt.findings)
    told = {key for finding in agreed.findings for key in finding.keys}
    counts = Counter(documents=int(bool(changed)), found=int(bool(changed & told)), lost=len(lost))
    return counts + Counter({"cells": len(changed), "cells found": len(changed & told)}), sorted(changed - told)


def _spoilt_grid(document: Document, year: int, sound: FiguresRead) -> tuple[FiguresRead, set[str], set[str]]:
    """The broken reading; keys whose print it gives otherwise, or not at all; keys that it says itself not to read."""
    spoilt = _grid(document, year)
    before = {figure.key: (figure.status, figure.value) for figure in sound.figures}
    after = {figure.key: (figure.status, figure.value) for figure in spoilt.figures}
    unlike = {key for key in before | after if before.get(key) != after.get(key) and not _is_unknown(key)}
    given_up = {key for key in unlike if after.get(key, before.get(key, _LOST))[0] is Status.UNREADABLE}
    return spoilt, unlike - given_up, given_up


def _spoilt_flow(spoilt: Flow, case: Case, sound: Flow, grid: FiguresRead) -> tuple[set[str], set[str]]:
    """Keys that the broken reading has otherwise than they are printed, where the other reader reads something; keys
    that it lost."""
    read = {figure.key for figure in grid.figures if figure.status is not Status.UNREADABLE}
    printed = {key: (Status(one.status), one.value) for key, one in case.figures.items()}
    unlike = {key for key, cell in spoilt.items() if key in read and (cell.status, cell.value) != printed.get(key)}
    return unlike, sound.keys() - spoilt.keys()


def _is_unknown(key: str) -> bool:
    """Rows that the form does not know are read by the grid reader alone."""
    return ".unknown." in key
