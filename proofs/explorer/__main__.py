"""`python -m proofs.explorer`: how fast the explorer answers with a million figures; `docs/proofs/explorer.json`.

Measured on loopback, beside nothing but the load's own client: a region's page that was never asked for, pages asked
for by four clients at once, and phrases in prose; how they would do with a million paragraphs is said as if linear.
"""

import argparse
import json
import time
from pathlib import Path

from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from nianbao.store.roles import READER
from proofs.checkout import ROOT, commit
from proofs.explorer.measuring import asked, fill
from proofs.load.nation import divisions
from proofs.servers import own_server

PROOF = ROOT / "docs" / "proofs" / "explorer.json"


def main() -> None:
    """Fill, ask, and write what was measured."""
    parser = argparse.ArgumentParser(prog="python -m proofs.explorer")
    parser.add_argument("--counties", type=int, default=2800)
    parser.add_argument("--with-reports", type=int, default=459, help="of these, with a report every year")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20, help="that readers ask at once")
    parser.add_argument("--out", type=Path, default=PROOF)
    given = parser.parse_args()
    told = measured(given.counties, given.with_reports, given.passages, given.seconds)
    given.out.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(told, indent=1, ensure_ascii=False))


def measured(counties: int, with_reports: int, passages: int, seconds: float) -> dict[str, object]:
    """All of it, on a server that is gone afterwards."""
    began = time.perf_counter()
    with own_server() as (server, _):
        server.ensure_database("explorer")
        engine = connect(server.url("explorer"))
        upgrade(engine)
        print("filling …", flush=True)
        filled = fill(engine, counties, with_reports, passages)
        engine.dispose()
        print(f"asking, after {time.perf_counter() - began:.0f} s …", flush=True)
        codes = [division.code for division in divisions(counties) if division.level == "county"][:with_reports]
        answers = asked(server.url("explorer", READER), codes, int(filled["passages"]), seconds)
    return {"commit": commit(), **filled, **answers, "seconds": round(time.perf_counter() - began)}


if __name__ == "__main__":
    main()
