"""`python -m proofs.exports`: a million figures exported in every format; `docs/proofs/exports.json`.

What is measured: seconds and peak memory of each format in a process of its own, cells of the CSV that are not what was
made, and whether two exports more than a minute apart are equal, byte for byte.
"""

import argparse
import json
import shutil
import time
from pathlib import Path

from nianbao.exports.writing import FORMATS
from proofs.checkout import ROOT, commit
from proofs.exports.measuring import digests, exported, filled, wrong_cells
from proofs.servers import own_database

PROOF = ROOT / "docs" / "proofs" / "exports.json"
COUNTIES, WITH_REPORTS = 2800, 459
APART = 61.0


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(prog="python -m proofs.exports")
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--with-reports", type=int, default=WITH_REPORTS, help="of these, with a report every year")
    parser.add_argument("--apart", type=float, default=APART, help="seconds between the two exports that must be equal")
    parser.add_argument("--out", type=Path, default=PROOF)
    given = parser.parse_args()
    with own_database("exports") as (engine, address, folder):
        print("making the nation", flush=True)
        kept = filled(engine, given.counties, given.with_reports)
        told = {"commit": commit(), "counties": given.counties, "reports": len(kept), "formats": {}}
        for form in FORMATS:
            told["formats"][form] = exported(address, folder / form, [form])
            print(form, told["formats"][form], flush=True)
        told["wrong_cells"] = wrong_cells(folder / "csv", kept)
        told["same_bytes_again"] = _same_again(address, folder, given.apart)
    given.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


def _same_again(address: str, folder: Path, apart: float) -> bool:
    """Of everything but the workbooks, which take longest and hold no header of their own clock but `created`."""
    found = []
    for _ in range(2):
        exported(address, folder / "again", [form for form in FORMATS if form != "xlsx"])
        found.append(digests(folder / "again"))
        shutil.rmtree(folder / "again")
        time.sleep(apart if len(found) == 1 else 0)
    return found[0] == found[1]


if __name__ == "__main__":
    main()
