"""Two processes at one site: never both at the host; the second waits, or says who is there."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from nianbao.store.locks import crawl_lock, host_lock, open_locks, take_all
from simulator.changes import wires
from simulator.families import Trs
from simulator.portal import Portal


def portal_at(host: str) -> Portal:
    return Portal(Trs(), host=host, years=range(2025, 2026), rows=4, twins=0)


def states_of(printed: str) -> dict[str, str]:
    return {site["site"]: site["state"] for site in json.loads(printed)["sites"]}


def is_waiting(world: Any) -> bool:
    """Whether a second crawl has come so far as to want the locks: it says who it is before it takes them."""
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'nianbao crawl%'")
    with world.engine.connect() as connection:
        found: int = connection.execute(asked).scalar_one()
    return found >= 2


def test_the_second_waits_or_says_who_is_there(world: Callable[..., Any]) -> None:
    shared, silent = portal_at("www.shared.test"), portal_at("www.silent.test")
    hanging = silent.on("/zwgk/*", wires.hang())
    both = world(shared=shared, silent=silent)
    log = both.simulator.log
    holding = both.start("crawl", "shili_silent")
    nightly = both.start("crawl", "shili_shared")
    while not (log.of(silent.host) and log.of(shared.host)):
        time.sleep(0.1)
    ad_hoc = both.start("crawl", "shili_shared")
    late = both.start("crawl", "shili_silent")
    assert states_of(nightly.communicate(timeout=60)[0]) == {"shili_shared": "complete"}
    assert states_of(ad_hoc.communicate(timeout=60)[0]) == {"shili_shared": "complete"}
    printed, said = late.communicate(timeout=60)
    assert (states_of(printed), late.returncode) == ({"shili_silent": "failed"}, 1)
    assert re.search(rf"www\.silent\.test is being asked by nianbao crawl \d, process {holding.pid} on ", said)
    silent.off(hanging)
    waiting = both.start("crawl", "shili_silent")
    begun = time.monotonic()
    while not is_waiting(both) and time.monotonic() - begun < 15:
        time.sleep(0.1)
    # It waits for the host, and does so until its holder is gone, however that comes.
    assert waiting.poll() is None
    asked = len(log.of(silent.host))
    holding.kill()
    holding.communicate()
    assert states_of(waiting.communicate(timeout=60)[0]) == {"shili_silent": "complete"}
    assert len(log.of(silent.host)) > asked
    for host in (shared.host, silent.host):
        assert max(log.most_connections(host), log.most_at_once(host)) == 1
        assert min(log.gaps(host)) >= 1.0


def test_a_lock_is_given_back_when_its_holder_is_gone(database: tuple[str, Any]) -> None:
    engine = database[1]
    with open_locks(engine) as first, open_locks(engine) as second:
        first.call("the first")
        assert take_all(first, [host_lock("a"), host_lock("b")], 0) == {}
        assert take_all(second, [host_lock("a"), host_lock("c")], 0.1) == {host_lock("a"): "the first"}
        assert second.take(crawl_lock(1))
    with open_locks(engine) as third:
        assert take_all(third, [host_lock("a"), host_lock("b"), host_lock("c")], 1) == {}


@pytest.mark.parametrize(
    ("contact", "words", "said"),
    [
        ("", (), "set NIANBAO_CONTACT"),
        ("somebody", (), "give a mail address or a web address"),
        ("a@b.org\r\nX: y", (), "give a mail address"),
        ("keeper@example.org", ("--sample",), "the sample database holds made pages alone"),
    ],
)
def test_calls_that_are_refused(world: Callable[..., Any], contact: str, words: tuple[str, ...], said: str) -> None:
    live = world(one=portal_at("www.one.test"))
    done = live.nianbao(*words, "crawl", "shili_one", NIANBAO_CONTACT=contact)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert live.simulator.log.requests == []
