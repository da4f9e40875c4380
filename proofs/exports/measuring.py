"""An export by the command itself, in a process of its own: seconds, memory, and whether it is what was made."""

import csv
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from nianbao.store.views.kept import refresh_views
from proofs.checkout import ROOT
from proofs.load.filling import load, settle, shelve
from proofs.load.nation import Kept, divisions, keys_of, value_of

# With the made province among the regions that the command knows; no site is asked for anything.
COMMAND = (sys.executable, str(ROOT / "proofs" / "crawling.py"), "export")
KNOWN = {"PROOF_SITES": os.devnull, "PROOF_REGIONS": str(ROOT / "simulator" / "regions.csv"), "PROOF_RESOLVER": "{}"}


def filled(engine: Engine, counties: int, with_reports: int) -> list[Kept]:
    """The made nation in a database, its views kept; the reports that are held."""
    with engine.begin() as connection:
        kept = settle(connection, divisions(counties), with_reports)
        given = shelve(connection, kept)
    with engine.begin() as connection:
        load(connection, given)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    with engine.begin() as connection:
        refresh_views(connection)
    return kept


def exported(address: str, folder: Path, formats: Sequence[str]) -> dict[str, Any]:
    """Seconds, bytes and megabytes of memory of one export of the made province, all years."""
    words = (*COMMAND, str(folder), "--formats", ",".join(formats), "--region", "990000", "--years", "2008-",
             "--quality", "all", "--format", "json")  # fmt: skip
    began = time.perf_counter()
    child = subprocess.Popen(words, env={**os.environ, **KNOWN, "DATABASE_URL": address}, stdout=subprocess.DEVNULL)  # noqa: S603, our own command
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the export ended with {child.returncode}")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_megabytes": _megabytes(used),
        "bytes": sum(path.stat().st_size for path in folder.iterdir()),
    }


def _megabytes(used: resource.struct_rusage) -> int:
    return used.ru_maxrss // (1 if sys.platform == "linux" else 1024) // 1024


def wrong_cells(folder: Path, kept: Sequence[Kept]) -> int:
    """How many cells of long.csv are not the number that was made, are there twice, or are not there."""
    made = {
        f"{report.report_id}/{key}": Decimal(value_of(report, place))
        for report in kept
        for place, key in enumerate(keys_of(report.year))
    }
    wrong = 0
    with (folder / "long.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            wrong += made.pop(row["cell_id"], None) != Decimal(row["value"] or "NaN")
    return wrong + len(made)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
