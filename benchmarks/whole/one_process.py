"""`nianbao` as `proofs/crawling.py` runs it, but for the readers: pages are read in the crawl's own process.

For a measurement alone: the product has no such setting, a page that is read in the reactor can hold up everything.
"""

import runpy
from contextlib import ExitStack
from typing import Any, Self

import pipelines.live
from nianbao.domain.report import Report
from pipelines.reading import read_report
from proofs.world import CRAWLING


class Here(ExitStack):
    """Reads where it stands; in place of `ReaderPool`."""

    def __enter__(self) -> Self:
        return self

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes. Raises Refused."""
        return read_report(body, url, year)


if __name__ == "__main__":
    module: Any = pipelines.live
    module.ReaderPool = Here
    runpy.run_path(str(CRAWLING), run_name="__main__")
