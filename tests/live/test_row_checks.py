"""`nianbao sites --check --live --write` against simulated portals: what is found of each row, and what is written."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from proofs.world import World, exchanges
from simulator.changes import pages, statuses
from simulator.families import Family, Gkmlpt, Hanweb, Longcom, Mh, Trs, Ucap, Vsb
from simulator.portal import Portal
from simulator.rules import Change

LIST = "/zwgk/zfxxgk/zfxxgknb/"
SECOND = f"{LIST}index_1.html"
ODD = "# What is odd about this portal: 'quotes', \"[[site]]\", 汉字.\r\n"
KEEP_OUT = pages.robots("User-agent: *\nDisallow: /\n")


@dataclass(frozen=True)
class Case:
    """A portal with switches on, what is found of its row, and a word of the reason."""

    found: str
    said: str = ""
    family: Family = field(default_factory=lambda: Trs(per_page=8))
    rules: tuple[tuple[str, Change], ...] = ()


CASES: Mapping[str, Case] = {
    "trs": Case("good"),
    "hanweb": Case("good", family=Hanweb(per_page=4)),
    "vsb": Case("good", family=Vsb(per_page=8)),
    "mh": Case("good", family=Mh(per_page=8)),
    "ucap": Case("good", family=Ucap(per_page=8)),
    "gkmlpt": Case("good", family=Gkmlpt(per_page=8)),
    "longcom": Case("good", family=Longcom(per_page=8)),
    "moved": Case("at_fault", "the portal answered 404", rules=((LIST, statuses.status(404)),)),
    "moved_home": Case("at_fault", "the page of the list holds no row", rules=((LIST, statuses.redirect("/")),)),
    "blocked": Case("at_fault", "the portal answered 412", rules=((LIST, statuses.challenge(412)),)),
    "robots": Case("at_fault", "forbidden by robots.txt", rules=(("/robots.txt", KEEP_OUT),)),
    "page_gone": Case(
        "at_fault", f"{SECOND}: list page: the portal answered 404", rules=((SECOND, statuses.status(404)),)
    ),
    "page_repeats": Case("at_fault", "it repeats another page of the list", rules=((SECOND, pages.same_as(LIST)),)),
    "report_gone": Case("at_fault", "the portal has removed it", rules=(("*/t2026*.html", pages.refresh("../")),)),
    "picture": Case("at_fault", "0 statutory headings", rules=(("*/t2026*.html", pages.replaced("、", " ")),)),
    "down": Case("at_fault", "refused"),
}


def portal_of(name: str, case: Case) -> Portal:
    host = f"www.{name.replace('_', '-')}.test"
    portal = Portal(case.family, host=host, years=range(2024, 2026), rows=16)
    for pattern, change in case.rules:
        portal.on(pattern, change)
    return portal


def registry_of(world: World) -> Path:
    """The world's registry file, with comments, odd spaces and lines of another system."""
    file = world.home / "shili.toml"
    text = re.sub('region = ("[0-9]+")', r"region   = \1   # nowhere", file.read_text("utf-8"))
    file.write_bytes(text.replace("\n\n", f"\n{ODD}\n").encode())
    return file


def without_checks(file: Path) -> bytes:
    """The file less the lines that a check writes."""
    lines = file.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((b"checked = ", b"check_failed = ")))


def rows_of(file: Path) -> dict[str, dict[str, Any]]:
    """The rows of the file by name of the portal."""
    return {row["name"].removeprefix("shili_"): row for row in tomllib.loads(file.read_text("utf-8"))["site"]}


def test_rows_checked_live_are_written_back(world: Callable[..., World], warcio_check: Callable[..., int]) -> None:
    """One test, since the check takes as long as the most patient of the portals."""
    made = world(**{name: portal_of(name, case) for name, case in CASES.items()})
    made.simulator.take_down(made.portals["down"].host)
    registry = registry_of(made)
    before, names = registry.read_bytes(), [f"shili_{name}" for name in CASES]
    today = datetime.now(UTC).date()
    done = made.nianbao("sites", *names, "--check", "--live", "--write", "--format", "json", PROOF_PACE="0.3")
    assert done.stdout, done.stderr
    told = {row["site"].removeprefix("shili_"): row for row in json.loads(done.stdout)}
    assert ({name: row["found"] for name, row in told.items()}, done.returncode) == (
        {name: case.found for name, case in CASES.items()},
        1,
    ), done.stderr
    unsaid = {name: row["reasons"] for name, row in told.items() if CASES[name].said not in " ".join(row["reasons"])}
    assert unsaid == {}
    check_what_was_read(made, told)
    check_what_was_asked(made, warcio_check)
    assert without_checks(registry) == before
    rows = rows_of(registry)
    assert {name for name, row in rows.items() if row.get("checked") == today} == {
        name for name, case in CASES.items() if case.found == "good"
    }
    failed = {name: row["check_failed"] for name, row in rows.items() if "check_failed" in row}
    assert failed.keys() == {name for name, case in CASES.items() if case.found == "at_fault"}
    assert all(reason.startswith(f"{today}: ") and CASES[name].said in reason for name, reason in failed.items())
    check_again(made, registry, before)


def check_what_was_read(made: World, told: Mapping[str, Any]) -> None:
    """Of a good row: the whole list, and the newest report, as the portal itself knows them."""
    for name in (name for name, case in CASES.items() if case.found == "good"):
        row, newest = told[name], made.portals[name].reports()[2025]
        addresses = {one.url for one in made.portals[name].ledger() if one.year == 2025 and one.title == newest.title}
        assert row["newest_url"] in addresses
        assert (row["newest_year"], row["newest_title"]) == (2025, newest.title)
        assert (row["newest_publisher"], row["headings"] >= 5, row["figures"] > 100) == (newest.publisher, True, True)
        assert row["pages"] == row["pages_said"] > 1
        assert (row["state"], row["reasons"]) == ("sampled", [])
    assert (told["trs"]["pages"], told["trs"]["rows"], told["trs"]["last_page"]) == (
        2,
        16,
        made.portals["trs"].url(SECOND),
    )
    assert (told["page_gone"]["pages"], told["page_gone"]["pages_said"], told["page_gone"]["rows"]) == (1, 2, 8)


def check_what_was_asked(made: World, warcio_check: Callable[..., int]) -> None:
    """One connection a host, a distance (of the test's pace) between requests, one report; all of it in the archive."""
    log = made.simulator.log
    hosts = [portal.host for portal in made.portals.values()]
    assert min(log.gaps(host)[0] for host in hosts if len(log.of(host)) > 1) >= 0.3
    assert max(log.most_at_once(host) for host in hosts) == 1
    reports = [one.target for one in log.of(made.portals["trs"].host) if "/t20" in one.target]
    assert reports == [made.portals["trs"].path_of(2025)]
    (archive,) = made.archives
    assert warcio_check(archive) == 0
    held = sorted((one.url, one.status) for one in exchanges(archive))
    assert held == sorted((one.url, one.status) for one in log.requests if one.status)


def check_again(made: World, registry: Path, before: bytes) -> None:
    """A row that is good again loses its reason, one that is not any more keeps its day; what stands is confirmed."""
    made.portals["moved"].off(made.portals["moved"].rules[0])
    made.portals["trs"].on(SECOND, statuses.status(404))
    done = made.nianbao(
        "sites", "shili_moved", "shili_trs", "shili_vsb", "--check", "--live", "--write", PROOF_PACE="0.1"
    )
    assert (done.returncode, "1 of 3 rows were not found good: shili_trs" in done.stderr) == (1, True), done.stderr
    assert without_checks(registry) == before
    rows = rows_of(registry)
    assert {"checked", "check_failed"} & rows["moved"].keys() == {"checked"}
    assert {"checked", "check_failed"} <= rows["trs"].keys()
    assert "check_failed" not in rows["vsb"]
    kinds = [one.kind for one in exchanges(made.archives[-1]) if one.url.startswith("http://www.vsb.test/info/")]
    assert kinds == ["revisit"]


def test_a_row_that_could_not_be_written_to_is_named_before_its_portal_is_asked(world: Callable[..., World]) -> None:
    made = world(trs=portal_of("trs", CASES["trs"]))
    registry = made.home / "shili.toml"
    odd = registry.read_text("utf-8").replace('"a simulated portal"', '"""a simulated\nportal"""')
    registry.write_text(odd, "utf-8")
    done = made.nianbao("sites", "shili_trs", "--check", "--live", "--write")
    assert (done.returncode, done.stdout) == (4, "")
    assert "the row shili_trs is not written line by line" in done.stderr
    assert (made.simulator.log.requests, registry.read_text("utf-8")) == ([], odd)
