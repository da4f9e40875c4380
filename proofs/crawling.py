"""`nianbao`, with the sites of simulated portals in the registry, and names resolved to loopback.

Called by `proofs.world` with the command's own words. PROOF_SITES: a TOML file of rows; PROOF_RESOLVER: host ->
`address:port` as JSON. Nothing else differs from a crawl of real portals.
"""

import os
import sys
from pathlib import Path

import crawler.registry
import crawler.settings

shipped = crawler.registry.site_files
crawler.registry.site_files = lambda: [*shipped(), Path(os.environ["PROOF_SITES"])]
vars(crawler.settings)["TWISTED_DNS_RESOLVER"] = "simulator.resolver.MapResolver"
vars(crawler.settings)["SIMULATOR_RESOLVER"] = os.environ["PROOF_RESOLVER"]


def main() -> None:
    """The command."""
    if sys.argv[1] == "scrapy":
        from scrapy.cmdline import execute

        execute(sys.argv[1:])
    from nianbao.cli.main import main

    main()


if __name__ == "__main__":
    main()
