"""`nianbao` as `proofs/crawling.py` runs it, but for the readers: pages are read in the crawl's own process.

For a measurement alone: the product has no such setting, a page that is read in the reactor can hold up everything.
"""

import runpy
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from nianbao.domain.report import Report
from pipelines.reading import read_report

CRAWLING = Path(__file__).parents[2] / "proofs" / "crawling.py"


class Here(ExitStack):
    """Reads where it stands; in place of `ReaderPool`."""

    def __enter__(self) -> Self:
        return self

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes. Raises Refused."""
        return read_report(body, url, year)


def main() -> None:
    """The command, once the simulated sites are known: other modules ask for them when they are loaded."""
    runpy.run_path(str(CRAWLING), run_name="crawling")
    live: Any = import_module("pipelines.live")
    live.ReaderPool = Here
    import_module("nianbao.cli.main").main()


if __name__ == "__main__":
    main()
