"""`python -m proofs.load`: a million figures loaded beside a bare COPY, and the two questions that must be quick.

`docs/proofs/load.json` holds the seconds of both, what loading again changed, how long the kept views take, and what
EXPLAIN measures at the server for a region's whole history and for a national panel of three indicators.
"""

import argparse
import json
from pathlib import Path

from proofs.checkout import ROOT, commit
from proofs.load.measuring import measured
from proofs.load.prose import prose_measured
from proofs.servers import own_database

PROOF = ROOT / "docs" / "proofs" / "load.json"
COUNTIES, WITH_REPORTS, WITH_PROSE = 2800, 459, 3000


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(prog="python -m proofs.load")
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--with-reports", type=int, default=WITH_REPORTS, help="of these, with a report every year")
    parser.add_argument("--with-prose", type=int, default=WITH_PROSE, help="reports of a year whose prose is compared")
    parser.add_argument("--out", type=Path, default=PROOF)
    given = parser.parse_args()
    with own_database("load") as (engine, _, _):
        told = {"commit": commit(), **measured(engine, given.counties, given.with_reports)}
    with own_database("prose") as (engine, _, _):
        told["text_reuse"] = prose_measured(engine, given.with_prose)
    given.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
