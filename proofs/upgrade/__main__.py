"""`python -m proofs.upgrade`: versions of our own fill databases, today's takes them over; `docs/proofs/upgrade.json`.

For each: the old code sets a database up and crawls the shipped sample; today's backs it up, upgrades it and shows the
same figures; then the backup goes into an empty database, and the old code shows there what it showed before.
"""

import argparse
import json
import shutil
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from proofs.checkout import ROOT, commit
from proofs.servers import own_server
from proofs.upgrade.releases import checked_out, commits, nianbao

PROOF = ROOT / "docs" / "proofs" / "upgrade.json"
# Of the tables, which every version has; what is shown of them may be other views.
FIGURES = text(
    "SELECT document.url, reading.year, figure.key, figure.value, figure.status, figure.raw"
    " FROM figure JOIN reading USING (reading_id) JOIN edition USING (edition_id) JOIN document USING (document_id)"
)
REGION = "350128"
# Some older versions ask of all portals where none is named, and then say rightly that most are not in the archive.
SITES = (
    "chongqing_jiulongpo",
    "fujian_pingtan",
    "hunan_liuyang",
    "shanghai_minhang",
    "yunnan_simao",
    "zhejiang_putuo",
)
WORDS = ("history", REGION, "--all", "--format", "csv")


def figures(url: str) -> set[tuple[Any, ...]]:
    """Every figure that a database holds."""
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return {tuple(row) for row in connection.execute(FIGURES)}
    finally:
        engine.dispose()


def proven(revision: str, what: str, server: EmbeddedServer, folder: Path) -> dict[str, Any]:
    """What became of one old version's database."""
    name, home = f"from_{revision}", folder / f"home_{revision}"
    for database in (name, f"{name}_back"):
        server.ensure_database(database)
    url, back = server.url(name), server.url(f"{name}_back")
    with checked_out(what, folder / f"code_{revision}") as old:
        sample = str(old / "nianbao" / "sample" / "sample.warc.gz")
        steps = [
            nianbao(old, *words, url=url, home=home)
            for words in (("db", "upgrade"), ("crawl", *SITES, "--replay", sample))
        ]
        before, shown = figures(url), nianbao(old, *WORDS, url=url, home=home).stdout
        backup = str(folder / f"backup_{revision}")
        steps += [nianbao(ROOT, "db", *words, url=url, home=home) for words in (("backup", backup), ("upgrade",))]
        after = figures(url)
        refused = nianbao(old, *WORDS, url=url, home=home).returncode
        restored = nianbao(ROOT if not has_restore(old) else old, "db", "restore", backup, url=back, home=home)
        again = nianbao(old, *WORDS, url=back, home=home).stdout if has_restore(old) else shown
        return {
            "revision": revision,
            "commit": what[:12],
            "figures": len(before),
            "figures_after_the_upgrade": len(after),
            "figures_that_differ": len(before ^ after),
            "figures_that_differ_after_the_way_back": len(before ^ figures(back)),
            "way_back_by_the_old_code": has_restore(old),
            "old_code_shows_the_same_again": again == shown,
            "old_code_refuses_the_new_database": refused == 4,
            "failed": [step.stderr[-400:] for step in (*steps, restored) if step.returncode != 0],
        }


def has_restore(code: Path) -> bool:
    """Whether a version can bring a backup back by itself."""
    return (code / "nianbao" / "cli" / "db_backup.py").exists()


def is_missed(one: dict[str, Any]) -> bool:
    """Whether anything was not as it should be."""
    differs = one["figures_that_differ"] or one["figures_that_differ_after_the_way_back"] or one["failed"]
    refuses = one["old_code_refuses_the_new_database"] and one["old_code_shows_the_same_again"]
    return bool(differs or not refuses or not one["figures"])


def main() -> None:
    """Take every old version's database over and bring it back; status 1 where a figure differs."""
    parser = argparse.ArgumentParser(prog="python -m proofs.upgrade", description="Databases of older versions.")
    parser.add_argument("--revision", choices=list(commits()), help="only this one, and write no proof")
    asked = parser.parse_args()
    begun, rounds = time.monotonic(), []
    with own_server() as (server, folder):
        for revision, what in commits().items():
            if asked.revision not in (None, revision):
                continue
            rounds.append(proven(revision, what, server, folder))
            print(json.dumps(rounds[-1]), flush=True)
            shutil.rmtree(folder / f"home_{revision}", ignore_errors=True)
    proof = {
        "proves": "databases of older versions hold the same figures after the upgrade, and after the way back",
        "commit": commit(),
        "versions": len(rounds),
        "figures": sum(one["figures"] for one in rounds),
        "figures_that_differ": sum(one["figures_that_differ"] for one in rounds),
        "rounds": rounds,
        "seconds": round(time.monotonic() - begun),
        "missed": [one["revision"] for one in rounds if is_missed(one)],
    }
    if asked.revision is None:
        PROOF.write_text(json.dumps(proof, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(bool(proof["missed"]))


if __name__ == "__main__":
    main()
