"""The log counts what a host saw; certificates are good or bad as told; a host can be taken down."""

import ssl
from typing import Any

import pytest

from simulator.certificates import Manner
from simulator.changes import wires
from simulator.families import Hanweb, Trs
from simulator.portal import Portal
from simulator.server import Simulator


def test_the_log_keeps_every_request(client: Any) -> None:
    portal, other = Portal(Trs()), Portal(Hanweb())
    with Simulator(portal, other) as simulator:
        get = client(simulator).get
        get(portal.url("/robots.txt"), User_Agent="nianbao (+mailto:someone@example.org)")
        get(portal.list_url)
        get(other.url("/module/web/jpage/dataproxy.jsp?startrecord=1"), "columnid=1229")
        log = simulator.log
    robots, listed = log.of(portal.host)
    assert (robots.target, robots.method, robots.status) == ("/robots.txt", "GET", 200)
    assert robots.headers["user-agent"] == "nianbao (+mailto:someone@example.org)"
    assert log.count(portal.list_url) == 1
    assert log.gaps(portal.host) == [listed.moment - robots.moment]
    (posted,) = log.of(other.host)
    assert (posted.method, posted.body) == ("POST", b"columnid=1229")
    assert posted.as_json()["body"] == "columnid=1229"


def test_one_connection_for_several_requests(client: Any) -> None:
    portal = Portal(Trs())
    with Simulator(portal) as simulator:
        one = client(simulator)
        connection = one.connect(portal.list_url)
        sizes = [len(one.ask(connection, url).body) for url in (portal.list_url, portal.reports()[2023].url)]
        connection.close()
        numbers = {entry.connection for entry in simulator.log.requests}
        assert (min(sizes) > 1000, len(numbers), simulator.log.most_connections(portal.host)) == (True, 1, 1)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_connection_that_is_closed_counts_no_more(scheme: str, client: Any) -> None:
    portal = Portal(Trs(), scheme=scheme)
    with Simulator(portal) as simulator:
        for _ in range(30):
            client(simulator).get(portal.list_url)
        assert simulator.log.most_connections(portal.host) == 1
        assert simulator.log.most_at_once(portal.host) == 1


def test_connections_and_requests_at_once_are_counted(client: Any) -> None:
    portal = Portal(Trs())
    portal.on("*", wires.hang(), nth={1})
    with Simulator(portal) as simulator:
        one = client(simulator)
        first, second = one.connect(portal.list_url), one.connect(portal.list_url)
        first.request("GET", portal.list_path)
        while not simulator.log.requests:
            pass
        one.ask(second, portal.list_url)
        assert simulator.log.most_connections(portal.host) == 2
        assert simulator.log.most_at_once(portal.host) == 2
        first.close()
        second.close()


def test_https_and_http_on_the_same_port(client: Any) -> None:
    portal = Portal(Trs(), scheme="https")
    with Simulator(portal) as simulator:
        get = client(simulator).get
        assert get(portal.list_url).body == get(portal.list_url.replace("https:", "http:")).body
        assert [entry.scheme for entry in simulator.log.requests] == ["https", "http"]
        assert simulator.log.troubles == []


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("expired", "certificate has expired"),
        ("wrong_name", "certificate is not valid for 'www.shilixian.test'"),
        ("unknown_authority", "certificate verify failed"),
    ],
)
def test_bad_certificates(manner: Manner, told: str, client: Any) -> None:
    portal = Portal(Trs(), scheme="https", certificate=manner)
    with Simulator(portal) as simulator:
        with pytest.raises(ssl.SSLCertVerificationError, match=told):
            client(simulator).get(portal.list_url)
        assert simulator.log.requests == []


def test_a_host_taken_down_and_brought_up(client: Any) -> None:
    portal = Portal(Trs())
    with Simulator(portal) as simulator:
        get = client(simulator).get
        simulator.take_down(portal.host)
        with pytest.raises(ConnectionRefusedError):
            get(portal.list_url)
        simulator.bring_up(portal.host)
        assert get(portal.list_url).status == 200


def test_an_error_of_the_simulator_is_not_hidden(client: Any) -> None:
    portal = Portal(Trs())
    portal.on("*", lambda asked, answer, portal: answer.with_header("X", str(1 // len(answer.body[:0]))))
    simulator = Simulator(portal).__enter__()
    with pytest.raises(ConnectionError):
        client(simulator).get(portal.list_url)
    with pytest.raises(ZeroDivisionError):
        simulator.__exit__(None, None, None)
