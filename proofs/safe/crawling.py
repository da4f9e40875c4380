"""Crawl a portal that leads to hostile addresses, in a process of its own, and print what was connected to.

Standard input: JSON with `open` (guards taken out: `door`, `spelling`), `known` (the registry row names every hostile
host), `every` (which of the addresses: every nth), `loopback` (127.0.0.0/8 alone), `portal` (its address;
what is public needs no setting), `folder`.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PLACES = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text("utf-8"))
ROW = {
    "name": "shili_hostile",
    "region": "000000",
    "publisher": "示例县人民政府",
    "family": "trs",
    "first_year": 2009,
    "evidence": "made for a proof",
    "list_url": "http://www.shilixian.test/nb/",
}
CONNECTED: Counter[str] = Counter()


def listen(event: str, facts: tuple[Any, ...]) -> None:
    """Note every connection to an internet address."""
    if event == "socket.connect" and isinstance(facts[1], tuple):
        CONNECTED[f"{facts[1][0]}:{facts[1][1]}"] += 1


def addresses_in(task: Mapping[str, Any]) -> list[str]:
    """The IP addresses that this run is about."""
    beginning = "127." if task["loopback"] else ""
    return [address for address in PLACES["addresses"] if address.startswith(beginning)][:: task["every"]]


def targets_of(task: Mapping[str, Any]) -> list[str]:
    """Every hostile address, `{way}` in its path; names that lead there, and that do so the second time, with them."""
    addresses = addresses_in(task)
    literal = [f"[{address}]" if ":" in address else address for address in addresses]
    names = [f"{kind}-{number}.test" for kind in ("named", "rebind", "mixed") for number in range(len(addresses))]
    written, whole = ([], []) if task["loopback"] else (PLACES["written"][:: task["every"]], PLACES["whole"])
    return [f"http://{host}/{{way}}/{n}.html" for n, host in enumerate([*literal, *written, *names])] + whole


def lies_of(addresses: Sequence[str], portal: tuple[str, int], there: int, count: int) -> dict[str, Any]:
    """What the name server says."""
    lies: dict[str, Any] = {"www.shilixian.test": [[portal]]}
    lies.update({f"robots-{n}.test": [[portal]] for n in range(count)})
    for number, address in enumerate(addresses):
        hostile = (address, there)
        lies[f"named-{number}.test"] = [[hostile]]
        lies[f"rebind-{number}.test"] = [[portal], [hostile]]
        lies[f"mixed-{number}.test"] = [[hostile, portal]]
    return lies


def named_by_row(targets: list[str]) -> list[str]:
    """The addresses that the registry row has, in the runs in which no host is foreign."""
    known = [target.format(way="known") for target in targets if has_host(target)]
    return [*known, *(f"http://robots-{n}.test/known/{n}.html" for n in range(len(targets)))]


def has_host(target: str) -> bool:
    """Whether a registry row could hold the address."""
    try:
        return urlsplit(target).scheme in ("http", "https") and bool(urlsplit(target).hostname)
    except ValueError:
        return False


def settings_of(task: Mapping[str, Any], targets: Sequence[str], home: tuple[str, int], there: int) -> Any:
    """The shipped settings without waits, with the name server; of a portal on loopback, its one address open."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update(
        {
            "ITEM_PIPELINES": {},
            "LOG_LEVEL": "CRITICAL",
            "TWISTED_DNS_RESOLVER": "proofs.safe.resolver.LyingResolver",
            "LIES": lies_of(addresses_in(task), home, there, len(targets)),
            "LIES_PORT": there,
            "REACHABLE_BESIDES": [f"{home[0]}:{home[1]}"] if home[0] == "127.0.0.1" else [],
            "USER_AGENT": "nianbao (+keeper@example.org)",
            "ARCHIVE": str(Path(task["folder"]) / "crawl"),
            **dict.fromkeys(("PORTAL_DELAY", "PORTAL_DELAY_MOST", "PORTAL_WAIT"), 0.0),
            "DOWNLOAD_TIMEOUT": 5,
            "RETRY_TIMES": 0,
            "PORTAL_DAILY": 1_000_000,
            # A refused connection waits a third of a second for another address of the host.
            "CONCURRENT_REQUESTS": 64,
        }
    )
    return settings


def main() -> None:
    """Crawl, and print connections, arrivals and the account."""
    task = json.load(sys.stdin)
    sys.addaudithook(listen)
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess, Crawler

    import crawler.connecting
    import crawler.live
    from crawler.loader import spider_class
    from crawler.registry import site_of
    from proofs.safe.portal import Answers, Listener, portal_answers

    targets = targets_of(task)
    portal, elsewhere = Listener(portal_answers(targets)), Listener(Answers)
    home = (task["portal"], portal.server_port)
    if "door" in task["open"]:
        vars(crawler.connecting)["fault_of_address"] = lambda address: None
    if "spelling" in task["open"]:
        vars(crawler.live)["fault_of_spelling"] = lambda url, named=(): None
    settings = settings_of(task, targets, home, elsewhere.server_port)
    site = site_of({**ROW, "reports": named_by_row(targets) if task["known"] else []})
    one = Crawler(spider_class(site), settings, init_reactor=True)
    items: list[Any] = []
    one.signals.connect(lambda item: items.append(item), signals.item_scraped, weak=False)
    process = AsyncCrawlerProcess(settings)
    process.crawl(one)
    process.start()
    ledger: Any = one.spider.ledger  # type: ignore[union-attr]
    allowed = f"{home[0]}:{home[1]}"
    print(
        json.dumps(
            {
                "targets": len(targets),
                "to_the_portal": CONNECTED.pop(allowed, 0),
                "elsewhere": dict(CONNECTED),
                "arrived_elsewhere": dict(elsewhere.came),
                "arrived_at_the_portal": dict(portal.came),
                "asked": len(ledger.asked | ledger.attachments.keys()),
                "captured": sorted(ledger.captured),
                "troubles": Counter(short.trouble for short in ledger.shortfalls),
                "shortfalls": [(short.url, short.trouble, short.reason) for short in ledger.shortfalls],
            }
        )
    )


if __name__ == "__main__":
    main()
