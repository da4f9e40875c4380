"""`python -m sample [--out PATH]`: make the sample archive."""

import argparse
from pathlib import Path

from sample.archive import write_archive

SHIPPED = Path(__file__).resolve().parents[1] / "nianbao" / "sample" / "sample.warc.gz"


def main() -> None:
    """Write the archive where it ships, or where `--out` says."""
    parser = argparse.ArgumentParser(prog="python -m sample", description="Make the sample archive.")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the file to write")
    path: Path = parser.parse_args().out
    count = write_archive(path)
    print(f"{path}: {count} exchanges, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
