"""`python -m handbook`: the pages of `docs/` and pictures of the explorer as a site in `build/site`."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from handbook.screens import explorer, page_of_them, take

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "build" / "handbook"


def main() -> None:
    """Build the site; status 1 where a page links to one that is not there."""
    parser = argparse.ArgumentParser(prog="python -m handbook", description="Build the documentation as a site.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "site", help="the site's folder")
    given = parser.parse_args()
    if PAGES.exists():
        shutil.rmtree(PAGES)
    shutil.copytree(ROOT / "docs", PAGES, ignore=shutil.ignore_patterns("proofs"))
    with explorer() as address:
        take(address, PAGES / "screens")
    (PAGES / "screens.md").write_text(page_of_them(), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(ROOT / "mkdocs.yml")]
    built = subprocess.run([*command, "--site-dir", str(given.out.resolve())], check=False)  # noqa: S603 - our own
    if built.returncode == 0:
        print(given.out / "index.html")
    raise SystemExit(built.returncode)


if __name__ == "__main__":
    main()
