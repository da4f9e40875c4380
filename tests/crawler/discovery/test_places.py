"""Whose hosts are whose, and which a discovery opens."""

import pytest

from crawler.discovery.places import OpenHosts, homes_of, is_own, stem_of
from crawler.hosts import hosts_of


@pytest.mark.parametrize(
    ("host", "stem"),
    [
        ("www.shilixian.gov.cn", "shilixian.gov.cn"),
        ("zwgk.shilixian.gov.cn", "shilixian.gov.cn"),
        ("shilixian.gov.cn", "shilixian.gov.cn"),
        ("www.xian.shi.gov.cn", "xian.shi.gov.cn"),
        ("www.gov.cn", "www.gov.cn"),
    ],
)
def test_the_stem_of_a_host(host: str, stem: str) -> None:
    assert stem_of(host) == stem


def test_a_superior_and_a_name_that_only_ends_alike_are_not_own() -> None:
    assert is_own("zwgk.xian.shi.gov.cn", "xian.shi.gov.cn")
    assert not is_own("www.shi.gov.cn", "xian.shi.gov.cn")
    assert not is_own("notxian.shi.gov.cn", "xian.shi.gov.cn")
    assert not is_own("www.xian.shi.gov.cn.gonggao.test", "xian.shi.gov.cn")


def test_government_hosts_that_a_home_page_links_are_opened_and_no_others() -> None:
    hosts = OpenHosts(homes_of("www.shilixian.gov.cn"), "shilixian.gov.cn", 4, lambda host: "busy" * ("bian" in host))
    linked = ["shi.gov.cn", "zwgk.shilixian.gov.cn", "www.gonggao.test", "www.linxian.gov.cn", "gov.cn.gonggao.test"]
    hosts.open_linked(f"http://{host}/nb/" for host in [*linked[:1], "bian.gov.cn", *linked[1:]])
    assert set(hosts) == {"www.shilixian.gov.cn", "shilixian.gov.cn", "zwgk.shilixian.gov.cn", "shi.gov.cn"}
    assert hosts.fault_of("www.gonggao.test") == "it is no *.gov.cn host and none of the registry"
    assert hosts.fault_of("www.linxian.gov.cn") == "the home page links more than 4 government hosts"
    assert hosts.fault_of("www.nie.gov.cn") == "the home page does not link it"


def test_a_host_that_another_process_asks_is_not_opened() -> None:
    hosts = OpenHosts((), "shilixian.gov.cn", 4, lambda host: "it is being asked by another process")
    hosts.open_linked(["http://www.linxian.gov.cn/"])
    assert (len(hosts), hosts.fault_of("www.linxian.gov.cn")) == (0, "it is being asked by another process")


def test_hosts_that_are_opened_later_may_be_asked_then() -> None:
    hosts = OpenHosts(["www.shilixian.gov.cn"], "shilixian.gov.cn", 4)
    asked = hosts_of(type("Discovery", (), {"open_hosts": hosts}))
    assert "zwgk.shilixian.gov.cn" not in asked
    hosts.open_linked(["http://zwgk.shilixian.gov.cn/"])
    assert "zwgk.shilixian.gov.cn" in asked
