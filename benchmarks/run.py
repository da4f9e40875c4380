"""Everything that is measured, as plain values."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bodies import SEED, Body, made_pages, pdfs, published_pages
from benchmarks.memory import growth
from benchmarks.peers import Peer, peers, whole
from benchmarks.timing import Times, pin_to_one_core, rate, ratios, seconds, take_turns

GRID, BOTH, PANDAS, _, LXML = (peer.name for peer in peers())
# Of issue 4: least ratio to a peer, least MB/s, most seconds a PDF, most MiB a 1,000 documents.
BOUNDS = {
    f"{GRID} : {PANDAS}": 4.0,
    f"{GRID} : {LXML}": 0.4,
    f"{BOTH} : {PANDAS}": 2.0,
    f"{BOTH} : {LXML}": 0.2,
}
NORMALISED, PDF_SECONDS, SLOPE = 50.0, 0.15, 0.5


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    pages: int
    rounds: int
    pdfs: int
    text: int  # bytes normalised
    documents: int  # read for the memory
    step: int


FULL = Size(pages=24, rounds=15, pdfs=8, text=8_000_000, documents=10_000, step=1000)
TINY = Size(pages=2, rounds=1, pdfs=1, text=100_000, documents=4, step=1)


def measured(size: Size, shared: Path) -> dict[str, Any]:
    """All figures; the process is kept on one core while it measures."""
    core = pin_to_one_core()
    bodies = (*made_pages(size.pages), *published_pages(shared))
    times = take_turns(peers(), bodies, size.rounds, SEED)
    return {
        "machine": machine(core),
        "rounds": size.rounds,
        "pages": [page(body, times) for body in bodies],
        "peers": [told(peer, times, bodies) for peer in peers()],
        "ratios": compared(times, bodies),
        "normalisation": normalisation(bodies, size),
        "pdf": [pdf(body, size.rounds) for body in pdfs(shared, size.pdfs)],
        "memory": asdict(growth(size.documents, size.step, size.pages)),
    }


def machine(core: int | None) -> Mapping[str, object]:
    """What it ran on, and how busy that was with other work."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "pinned_to": core,
        "load": [round(load, 1) for load in os.getloadavg()],
    }


def page(body: Body, times: Times) -> Mapping[str, object]:
    """A page: bytes, digest, and the median milliseconds of each peer."""
    of_peers = {name: round(1000 * median(by_body[body.name]), 2) for name, by_body in times.items()}
    return {"name": body.name, "bytes": len(body.content), "sha256": body.digest, "milliseconds": of_peers}


def told(peer: Peer, times: Times, bodies: Sequence[Body]) -> Mapping[str, object]:
    """A peer: what it does, its settings, version and rate."""
    words = {"name": peer.name, "does": peer.does, "settings": peer.settings, "version": peer.version}
    return {**words, "package": peer.package, "pages_a_second": round(rate(times, peer.name, bodies), 1)}


def compared(times: Times, bodies: Sequence[Body]) -> Mapping[str, Mapping[str, object]]:
    """Each bound with the ratio of the rates, and the range of the ratios page by page."""
    found = {}
    for words, bound in BOUNDS.items():
        ours, _, other = words.partition(" : ")
        ratio = rate(times, ours, bodies) / rate(times, other, bodies)
        by_page = sorted(ratios(times, ours, other, bodies))
        found[words] = {
            "ratio": round(ratio, 3),
            "median_of_pages": round(median(by_page), 3),
            "worst_page": round(by_page[0], 3),
            "best_page": round(by_page[-1], 3),
            "bound": bound,
            "met": ratio >= bound,
        }
    return found


def normalisation(bodies: Sequence[Body], size: Size) -> Mapping[str, object]:
    """MB/s of what decides on simplified text whether it must be changed, and leaves it as it is."""
    documents, normal = import_module("extractors"), import_module("extractors.documents.normal")
    blocks = (block for body in bodies for block in documents.read(body.content).blocks)
    prose = "\n".join(block.text for block in blocks if hasattr(block, "text"))
    text = prose * (size.text // len(prose.encode()) + 1)

    def run(_: bytes) -> object:
        return normal.normaliser(text)(text)

    taken = median(seconds(run, b"") for _ in range(size.rounds + 1))
    speed = len(text.encode()) / taken / 1e6
    return {"megabytes_a_second": round(speed, 1), "bound": NORMALISED, "met": speed >= NORMALISED}


def pdf(body: Body, rounds: int) -> Mapping[str, object]:
    """A PDF, read as `nianbao read` reads it: median seconds."""
    whole(body.content)
    taken = median(seconds(whole, body.content) for _ in range(rounds))
    told_of = {"name": body.name, "bytes": len(body.content), "sha256": body.digest}
    return {**told_of, "seconds": round(taken, 4), "bound": PDF_SECONDS, "met": taken < PDF_SECONDS}


def missed(result: Mapping[str, Any]) -> list[str]:
    """The bounds that are not met, in words."""
    ratio = [f"{words}: {row['ratio']} of {row['bound']}" for words, row in result["ratios"].items() if not row["met"]]
    text = result["normalisation"]
    slow = [] if text["met"] else [f"normalisation: {text['megabytes_a_second']} of {text['bound']} MB/s"]
    pdfs_ = [f"{row['name']}: {row['seconds']} s" for row in result["pdf"] if not row["met"]]
    slope = result["memory"]["slope"]
    grows = [f"memory grows by {slope:.2f} MiB a 1,000 documents"] if slope > SLOPE else []
    return [*ratio, *slow, *pdfs_, *grows]
