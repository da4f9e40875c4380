"""Whose host it is: which hosts a discovery may ask, and which are the portal's own."""

from collections.abc import Callable, Iterable, Iterator, MutableSet

from crawler.addresses import host_of
from crawler.discovery.data import data_of
from crawler.registry import sites

GOVERNMENT = ".gov.cn"


def stem_of(host: str) -> str:
    """A host without the labels that every portal has: shilixian.gov.cn for zwgk.shilixian.gov.cn."""
    labels = host.split(".")
    general = data_of("words")["places"]["general"]
    while len(labels) > 3 and labels[0] in general:
        labels = labels[1:]
    # www.shi.test, www.gz.com: a government's name has one label more than these.
    if len(labels) == 3 and labels[0] in general and not host.endswith(GOVERNMENT):
        labels = labels[1:]
    return ".".join(labels)


def is_own(host: str, stem: str) -> bool:
    """Whether a host is the stem or below it."""
    return host == stem or host.endswith(f".{stem}")


def homes_of(host: str) -> Iterator[str]:
    """The hosts on which the home page of a portal may stand: its own, then the usual ones of its stem."""
    yield from dict.fromkeys((host, f"www.{stem_of(host)}", stem_of(host)))


class OpenHosts(MutableSet[str]):
    """The hosts that a discovery may ask; they grow by what the home page links: government hosts, the registry's.

    `stem`: the portal's own; `most`: how many there may be; `opener`: says why a host may not be asked, empty where it
    may; `refused`: hosts that were linked and not opened, and why.
    """

    def __init__(
        self, hosts: Iterable[str], stem: str, most: int, opener: Callable[[str], str] = lambda host: ""
    ) -> None:
        self.stem = stem
        self.most = most
        self.opener = opener
        self.refused: dict[str, str] = {}
        self._hosts = set(hosts)

    def open_linked(self, urls: Iterable[str]) -> None:
        """Open what a home page links, the portal's own first."""
        known = {host for site in sites().values() for host in site.hosts}
        linked = dict.fromkeys(map(host_of, urls))
        for host in sorted(linked, key=lambda host: not is_own(host, self.stem)):
            if host in self._hosts or not host or (not host.endswith(GOVERNMENT) and host not in known):
                continue
            if len(self._hosts) >= self.most:
                self.refused[host] = f"the home page links more than {self.most} government hosts"
            elif told := self.opener(host):
                self.refused[host] = told
            else:
                self._hosts.add(host)

    def fault_of(self, host: str) -> str:
        """Why a host is not asked."""
        if host in self.refused:
            return self.refused[host]
        is_known = host.endswith(GOVERNMENT) or any(host in site.hosts for site in sites().values())
        return "the home page does not link it" if is_known else "it is no *.gov.cn host and none of the registry"

    def __contains__(self, host: object) -> bool:
        return host in self._hosts

    def __iter__(self) -> Iterator[str]:
        return iter(self._hosts)

    def __len__(self) -> int:
        return len(self._hosts)

    def add(self, value: str) -> None:
        """Open a host."""
        self._hosts.add(value)

    def discard(self, value: str) -> None:
        """Shut a host."""
        self._hosts.discard(value)
