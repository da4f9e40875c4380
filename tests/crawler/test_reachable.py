"""Which addresses are public, and which spellings of an address are ordinary."""

import pytest

from crawler.connecting import Door
from crawler.reachable import fault_of_address
from crawler.refusals import UnsafeAddress
from crawler.spelling import fault_of_spelling

# First and last address of each network, by hand after IANA's registers, and their neighbours outside.
SPECIAL = """
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.255.255.255 169.254.0.0
169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.255 192.0.2.0 192.0.2.255 192.88.99.1
192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.0 239.255.255.255 240.0.0.0
255.255.255.255 :: ::1 ::ffff:0:0 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::808:808 100::1 2001::1 2001:0:808:808::1 2001:1ff:ffff::1
2001:db8::1 2001:db8:ffff::1 2002:808:808::1 2002:7f00:1::1 3fff::1 3fff:fff:ffff::1 5f00::1 fc00::1 fdff:ffff::1
fe80::1 fe80::1%eth0 febf::1 fec0::1 feff::1 ff00::1 ff02::1 ffff::1 1::1 4000::1 1fff:ffff::1
"""
PUBLIC = """
1.0.0.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0
198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255 218.106.148.33
2001:200::1 2400:3200::1 240e::1 2408:8000::1 2409:8000::1 2003::1 2a00::1 3ffe::1 64:ff9b::8.8.8.8
"""
NO_ADDRESS = [
    "localhost",
    "127.1",
    "0177.0.0.1",
    "2130706433",
    "0x7f.1",
    "",
    "www.gov.cn",
    "127.0.0.1 ",
    "[::1]",
    "１.１.１.１",
]
SPELT = {
    "http://www.shilixian.test/a": True,
    "https://www.shilixian.test:443/a": True,
    "http://www.shilixian.test:80/a": True,
    "http://218.106.148.33/a": True,
    "https://218.106.148.33:8443/a": True,
    "http://[2400:3200::1]/a": True,
    "http://1.test/a": True,
    "http://xn--fiqs8s/a": True,
    "https://218.106.148.33:8444/a": False,
    "http://www.shilixian.test:8443/a": False,
    "http://www.shilixian.test:22/a": False,
    "http://www.shilixian.test:99999/a": False,
    "http://user@www.shilixian.test/": False,
    "http://user:word@www.shilixian.test/": False,
    "http://@www.shilixian.test/": False,
    "http://127.0.0.1\\@www.shilixian.test/": False,
    "http://2130706433/": False,
    "http://017700000001/": False,
    "http://0x7f000001/": False,
    "http://0x7F.1/": False,
    "http://127.1/": False,
    "http://127.0.0.1./": False,
    "http://127.0.0.01/": False,
    "http://１２７.０.０.１/": False,
    "http://a%2eb/": False,
    "http://a b/": False,
    "http:///a": False,
    "http://[::1%25lo]/": False,
    "http://[::1/": False,
    "ftp://www.shilixian.test/": False,
    "file:///etc/hostname": False,
    "javascript:0": False,
    "data:text/html,a": False,
    "//www.shilixian.test/": False,
}


@pytest.mark.parametrize("address", SPECIAL.split())
def test_no_portal_stands_there(address: str) -> None:
    assert fault_of_address(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_a_portal_may_stand_there(address: str) -> None:
    assert fault_of_address(address) is None


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_is_no_address_is_never_left_to_a_resolver(address: str) -> None:
    assert fault_of_address(address) == "no IP address"


@pytest.mark.parametrize("url", SPELT)
def test_spellings(url: str) -> None:
    named = ["https://218.106.148.33:8443/list/"]
    assert (fault_of_spelling(url, named) is None) is SPELT[url]


def test_the_door_opens_for_the_pairs_that_are_named_alone() -> None:
    made: list[tuple[str, int]] = []
    door = Door(lambda host, port: made.append((host, port)), ["127.0.0.1:8000"])
    door("127.0.0.1", 8000)
    door("218.106.148.33", 80)
    for host, port in (("127.0.0.1", 8001), ("127.0.0.2", 8000), ("localhost", 8000), ("::1", 8000)):
        with pytest.raises(UnsafeAddress, match="not connected to"):
            door(host, port)
    assert made == [("127.0.0.1", 8000), ("218.106.148.33", 80)]
