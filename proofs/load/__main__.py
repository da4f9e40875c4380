"""`python -m proofs.load`: a million figures loaded beside a bare COPY, and the two questions that must be quick.

`docs/proofs/load.json` holds the seconds of both, what loading again changed, how long the kept views take, and what
EXPLAIN measures at the server for a region's whole history and for a national panel of three indicators.
"""

import argparse
import json
import tempfile
from pathlib import Path

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.checkout import ROOT, commit
from proofs.load.measuring import measured

PROOF = ROOT / "docs" / "proofs" / "load.json"
COUNTIES, WITH_REPORTS = 2800, 459


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(prog="python -m proofs.load")
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--with-reports", type=int, default=WITH_REPORTS, help="of these, with a report every year")
    parser.add_argument("--out", type=Path, default=PROOF)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianbao-load-") as home:
        Path(home).chmod(0o755)
        server = EmbeddedServer(Path(home))
        server.start()
        try:
            server.ensure_database("load")
            engine = connect(server.url("load"))
            upgrade(engine)
            told = {"commit": commit(), **measured(engine, given.counties, given.with_reports)}
            engine.dispose()
        finally:
            server.stop()
    given.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
