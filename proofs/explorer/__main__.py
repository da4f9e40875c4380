"""`python -m proofs.explorer`: how fast the explorer answers with a million figures; `docs/proofs/explorer.json`.

Measured on loopback, beside nothing but the load's own client: a region's page that was never asked for, pages asked
for by four clients at once, and phrases in prose; how they would do with a million paragraphs is said as if linear.

What was filled lies in a folder of the temporary one until the proof is written: a run that was broken off goes
on with asking.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url

from nianbao.store.roles import READER
from proofs.checkout import ROOT, commit
from proofs.explorer.measuring import asked, fill
from proofs.load.nation import divisions
from proofs.servers import kept_database

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
    what = commit()
    folder = folder_of(what, counties, with_reports, passages)
    with kept_database(folder, "explorer") as (engine, url):
        filled = once_filled(engine, folder / "filled.json", counties, with_reports, passages)
        engine.dispose()
        print("asking …", flush=True)
        codes = [division.code for division in divisions(counties) if division.level == "county"][:with_reports]
        reader = make_url(url).set(username=READER).render_as_string(hide_password=False)
        answers = asked(reader, codes, int(filled["passages"]), seconds)
    shutil.rmtree(folder)
    return {"commit": what, **filled, **answers}


def once_filled(engine: Engine, told: Path, counties: int, with_reports: int, passages: int) -> dict[str, Any]:
    """What was filled, now or by an earlier run."""
    if not told.exists():
        began = time.perf_counter()
        print("filling …", flush=True)
        filled = fill(engine, counties, with_reports, passages)
        seconds = round(time.perf_counter() - began)
        told.write_text(json.dumps({**filled, "seconds_to_fill": seconds}), encoding="utf-8")
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return found


def folder_of(what: str, counties: int, with_reports: int, passages: int) -> Path:
    """Where the database of this checkout and size lies."""
    which = hashlib.sha256(f"{ROOT}/{what}/{counties}/{with_reports}/{passages}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"nianbao-explorer-{which}"


if __name__ == "__main__":
    main()
