"""`make proof-pictures`: pictures of made reports, read as `nianbao read` reads them, and counted cell by cell.

Goes on where it was stopped: what is done stands in a file beside the result. Run from the root of the checkout.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from extractors.errors import Refused
from nianbao.domain.report_json import report_to_json
from pipelines.readers import read_in_child
from proofs.checkout import commit
from proofs.pictures.cases import Case, cases, picture_of
from proofs.pictures.scoring import scored

RESULT = Path("docs") / "proofs" / "pictures.json"
SILENT = ("wrong", "missing", "false_blank", "invented")


def one(case: Case) -> dict[str, Any]:
    """One picture made, read and scored."""
    made, body = picture_of(case)
    start = time.monotonic()
    try:
        report = report_to_json(read_in_child(body))
    except Refused as refused:
        return {"case": case.name, "refused": str(refused), "cells": {"refused": len(made.printed)}, "faults": []}
    counts, faults = scored(made.printed, report)
    seconds = round(time.monotonic() - start, 1)
    told = sorted({finding["rule"] for finding in report["findings"]})
    return {"case": case.name, "cells": dict(counts), "faults": faults, "findings": told, "seconds": seconds}


def summary(done: list[dict[str, Any]]) -> dict[str, Any]:
    """All pictures together."""
    cells = Counter[str]()
    for row in done:
        cells.update(row["cells"])
    total = sum(cells.values()) - cells["invented"]
    return {
        "pictures": len(done),
        "cells": total,
        "outcomes": dict(cells.most_common()),
        "right": round(cells["right"] / total, 5) if total else None,
        "silently_wrong_or_missing": sum(cells[name] for name in SILENT),
    }


def main() -> int:
    """Run what is not done, write the result; 1 where a cell is silently wrong or fewer than 99 % are right."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=36)
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--out", type=Path, default=RESULT)
    chosen = options.parse_args()
    part = chosen.out.with_suffix(".part")
    done = [json.loads(line) for line in part.read_text("utf-8").splitlines()] if part.exists() else []
    start, names = time.monotonic(), {row["case"] for row in done}
    for case in cases(chosen.count, chosen.seed):
        if case.name in names:
            continue
        done.append(one(case))
        print(json.dumps(done[-1], ensure_ascii=False), flush=True)
        with part.open("a", encoding="utf-8") as file:
            file.write(json.dumps(done[-1], ensure_ascii=False) + "\n")
    told = {**summary(done), "seed": chosen.seed, "commit": commit(), "seconds": round(time.monotonic() - start)}
    chosen.out.write_text(json.dumps({**told, "each": done}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.unlink(missing_ok=True)
    return 0 if told["right"] >= 0.99 and not told["silently_wrong_or_missing"] else 1


if __name__ == "__main__":
    sys.exit(main())
