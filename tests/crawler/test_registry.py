"""The registry: good rows, and every way a row can be wrong."""

from collections import Counter, defaultdict
from datetime import date
from ipaddress import IPv4Address
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.families import family_faults
from crawler.loader import RegistryLoader, settings_of
from crawler.reachable import fault_of_address
from crawler.registry import Site, registry_faults, row_faults, site_of, sites
from crawler.spelling import fault_of_spelling
from nianbao.domain.divisions import locate, regions
from nianbao.domain.publishers import kind_of

GOOD: dict[str, Any] = {
    "name": "shili_shilixian",
    "region": "000000",
    "publisher": "示例县人民政府",
    "family": "trs",
    "list_url": "https://www.shilixian.test/nb/",
    "first_year": 2020,
    "evidence": "made",
}


def test_the_registry_has_no_fault() -> None:
    assert [*registry_faults(), *family_faults()] == []


def test_a_row_of_an_unknown_family_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.families.read_rows", lambda: iter([("shili", {**GOOD, "family": "magic"})]))
    assert [fault.partition(": there is")[0] for fault in family_faults()] == ["sites/shili.toml: shili_shilixian"]


def test_every_site_is_of_a_known_region_and_says_how_its_addresses_are_known() -> None:
    for site in sites().values():
        assert site.region in regions()
        assert site.evidence[:4] in {"[V] ", "[P] ", "[R] ", "[I] "}
        assert "checked" not in site.evidence, "the fields `checked` and `check_failed` say so"


def test_the_registry_covers_the_country() -> None:
    assert len(sites()) >= 45
    assert len({site.region[:2] for site in sites().values()}) >= 20


def test_every_address_is_a_portals_own() -> None:
    """No copy on a foreign host: those that are not under gov.cn are bare addresses, known one by one."""
    hosts = {host for site in sites().values() for host in site.hosts}
    assert {host for host in hosts if not host.endswith(".gov.cn")} == {"61.150.65.235", "122.137.242.24"}


def test_no_address_is_asked_for_two_sites() -> None:
    known = Counter(address for site in sites().values() for address in site.addresses)
    assert [address for address, times in known.items() if times > 1] == []


def test_a_regions_own_government_comes_first_by_name() -> None:
    """The first is the one whose series is shown by default."""
    named: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sorted(sites().values(), key=lambda site: site.name):
        named[site.region].append(site)
    for region, (first, *others) in named.items():
        governments = [site.name for site in others if kind_of(site.publisher) == "government"]
        assert kind_of(first.publisher) == "government" or not governments, region


def test_a_publisher_that_says_its_region_says_that_of_its_row() -> None:
    for site in sites().values():
        located = locate(site.publisher)
        assert located.code in (None, site.region), site.name
        assert not located.candidates or site.region in located.candidates, site.name


@pytest.mark.parametrize("name", ["shaanxi_xian_tongjiju_dizhi", "jilin_shulan_shichangjianguan"])
def test_a_portal_on_a_bare_address_is_asked_there_and_nowhere_near(name: str) -> None:
    site = sites()[name]
    (address,) = site.addresses
    (host,) = site.hosts
    port = urlsplit(address).port
    assert fault_of_address(host) is None
    assert fault_of_spelling(address, site.addresses) is None
    assert fault_of_spelling(f"http://{host}:8081/", site.addresses) == "port 8081 is no web server's"
    odd = str(int(IPv4Address(host)))
    assert "odd spelling" in str(fault_of_spelling(f"http://{odd}/", site.addresses))
    neighbour = str(IPv4Address(host) + 1)
    assert neighbour not in RegistryLoader().load(name).allowed_domains  # type: ignore[attr-defined]
    assert port is None or fault_of_spelling(f"http://{neighbour}:{port}/", site.addresses) is not None


def test_every_site_is_a_spider_that_keeps_to_its_hosts() -> None:
    loader = RegistryLoader()
    assert loader.list() == [*sites()]
    for name in loader.list():
        spider = loader.load(name)
        assert spider.name == name
        assert set(spider.allowed_domains) == sites()[name].hosts  # type: ignore[attr-defined]


def test_an_unknown_spider_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        RegistryLoader().load("nowhere")


def test_a_good_row_has_no_fault() -> None:
    assert list(row_faults("shili", GOOD)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "red"}, "field 'colour' is not known"),
        ({"first_year": "2020"}, "field 'first_year' is not of type int"),
        ({"name": "elsewhere_shilixian"}, "the name does not start with shili_, the name of its file"),
        ({"list_url": "ftp://www.shilixian.test/"}, "'ftp://www.shilixian.test/' is no http address"),
        ({"reports": ["www.shilixian.test/1.html"]}, "'www.shilixian.test/1.html' is no http address"),
    ],
)
def test_a_faulty_row_is_named(change: dict[str, Any], fault: str) -> None:
    assert list(row_faults("shili", {**GOOD, **change})) == [fault]


@pytest.mark.parametrize("field", ["region", "evidence", "publisher"])
def test_a_missing_field_is_named(field: str) -> None:
    row = {key: value for key, value in GOOD.items() if key != field}
    assert list(row_faults("shili", row)) == [f"field {field!r} is missing"]


def test_a_row_without_any_address_is_refused() -> None:
    row = {key: value for key, value in GOOD.items() if key != "list_url"}
    assert list(row_faults("shili", row)) == ["neither list_url nor reports: nothing to fetch"]


def test_a_certificate_is_excused_up_to_a_day() -> None:
    site = site_of({**GOOD, "unverified_until": date(2026, 12, 31)})
    assert settings_of(site, date(2026, 12, 31)) == {"DOWNLOAD_VERIFY_CERTIFICATES": False}
    assert settings_of(site, date(2027, 1, 1)) == settings_of(site_of(GOOD), date(2026, 1, 1)) == {}
    assert list(row_faults("shili", {**GOOD, "unverified_until": "tomorrow"})) != []
