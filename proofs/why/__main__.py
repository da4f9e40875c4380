"""`make proof-why`: every figure back to its cell, the database's raw texts gone; what came of it as JSON.

Goes on where it was broken off, at the same commit. Run from the root of the checkout.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from proofs.checkout import commit
from proofs.rounds import keep, rounds_before
from proofs.servers import own_database
from proofs.why.audit import Audit, audit
from proofs.why.documents import SEED, Document, of_makers, of_sample, of_scanner, of_shared
from proofs.why.keep import Held, empty_raws, keep_all
from proofs.why.trace import trace

RESULT = Path("docs") / "proofs" / "why.json"
SO_FAR = Path("build") / "proof_why.jsonl"
FORMATS = ("html", "text", "md", "pdf", "docx", "xlsx")
AUDITED = 20
SUMMED = ("figures", "same", "made", "as_made", "marked", "in_line", "drawn")


def documents(each: int, pictures: int) -> Iterator[Document]:
    """Everything that is traced."""
    yield from of_sample()
    yield from of_shared()
    yield from of_makers(FORMATS, each)
    yield from of_scanner(pictures)


def traced(engine: Engine, held: list[Held], what: str) -> Iterator[dict[str, Any]]:
    """The outcome of each report, those of an earlier run at this commit first."""
    before = {line["name"]: line for line in rounds_before(SO_FAR, what)}
    for number, each in enumerate(held, 1):
        begun = time.monotonic()
        told = before.get(each.document.name)
        if told is None:
            with engine.connect() as connection:
                told = trace(connection, each).to_json() | {"commit": what}
            keep(SO_FAR, told)
        print(
            f"{number}/{len(held)} {each.document.name} {time.monotonic() - begun:.1f} s", file=sys.stderr, flush=True
        )
        yield told


def audited(engine: Engine, held: list[Held]) -> list[Audit]:
    """Twenty cells of the sample and the real reports, drawn by seed; their pages checked."""
    cells = [(each.report_id, key) for each in held if each.document.prints is None for key in each.raws]
    drawn = random.Random(SEED).sample(cells, AUDITED)  # noqa: S311 - repeatable draws are wanted
    with engine.connect() as connection:
        return [audit(connection, report_id, key) for report_id, key in drawn]


def main() -> None:
    """Write the result; exit 1 where a figure is not what it was."""
    parser = argparse.ArgumentParser(prog="python -m proofs.why", description=__doc__)
    parser.add_argument("--each", type=int, default=6, help="made reports of each format")
    parser.add_argument("--pictures", type=int, default=2, help="made reports as pictures")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    with own_database("why") as (engine, _, folder):
        held = keep_all(engine, folder / "why.warc.gz", documents(asked.each, asked.pictures))
        emptied = empty_raws(engine)
        told = list(traced(engine, held, what))
        pages = audited(engine, held)
    by_format = {
        form: _summed([each for each in told if each["format"] == form])
        for form in dict.fromkeys(e["format"] for e in told)
    }
    total = _summed(told)
    result = {
        "commit": what,
        "seed": SEED,
        "seconds": round(time.monotonic() - begun, 1),
        "emptied": emptied,
        "all": total,
        "by_format": by_format,
        "missed": {each["name"]: each["missed"] for each in told if each["missed"]},
        "audited": [asdict(each) for each in pages],
    }
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(total, indent=1))
    sys.exit(total["same"] != total["figures"] or any(each.faults for each in pages))


def _summed(told: list[dict[str, Any]]) -> dict[str, int]:
    total = Counter[str]()
    for each in told:
        total.update({name: each[name] for name in SUMMED})
    return {"reports": len(told)} | {name: total[name] for name in SUMMED}


if __name__ == "__main__":
    main()
