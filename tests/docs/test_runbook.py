"""docs/runbook.md has every state there is and no other; docs/status.md every alarm as the data file has it."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest
from procrastinate.jobs import Status

from crawler.ledger import SiteState
from nianbao.jobs.morning.health import CHECKS
from nianbao.jobs.morning.rules import rules
from nianbao.store.models.fetched import CRAWL_STATES, LISTING_STATES
from nianbao.store.models.looks import SITE_STATES
from nianbao.store.models.nights import NIGHT_SITE_STATES
from nianbao.store.query_coverage import SUMMED
from nianbao.store.query_queue import JOBS

if TYPE_CHECKING:
    from tests.docs.conftest import Page

# What `nianbao jobs` calls the library's own states; those without a word of ours are printed as they are.
WORDS = re.compile(r"THEN '(\w+)'")
RENAMED = {"todo", "doing", "succeeded"}
LEVEL = re.compile(r"^\| `(\w+)` \| (\w+) \| (\w+) \|", flags=re.MULTILINE)
UNIT_STATES = {name.removeprefix("n_").removeprefix("only_") for name in SUMMED[SUMMED.index("n_held") :]}
STATES: dict[str, Iterable[str]] = {
    "Alarms": rules(),
    "Sites": {state.value for state in SiteState} | set(SITE_STATES),
    "Reports listed": LISTING_STATES,
    "Regions and years": UNIT_STATES,
    "Crawls": CRAWL_STATES,
    "Plans of a night": NIGHT_SITE_STATES,
    "Jobs": set(WORDS.findall(JOBS.text)) | {status.value for status in Status} - RENAMED,
    "Health": CHECKS,
}


@pytest.mark.parametrize("section", STATES)
def test_every_state_stands_in_the_runbook_and_no_other(page: "Callable[[str], Page]", section: str) -> None:
    written = [
        row.split("`")[1] for row in page("docs/runbook.md").sections()[section].splitlines() if row[:3] == "| `"
    ]
    assert len(written) == len(set(written))
    assert set(written) == set(STATES[section])


def test_no_row_of_the_runbook_leaves_open_what_to_do(page: "Callable[[str], Page]") -> None:
    rows = [line for line in page("docs/runbook.md").text.splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if not all(cell.strip() for cell in row.strip("| ").split(" | "))] == []


def test_every_alarm_is_told_with_its_level_and_thresholds(page: "Callable[[str], Page]") -> None:
    text = page("docs/status.md").text
    assert {name: (level, about) for name, level, about in LEVEL.findall(text)} == {
        rule.name: (rule.level, rule.about) for rule in rules().values()
    }
    lines = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
    for rule in rules().values():
        assert [name for name in rule.limits if name != "kind" and f"`{name}`" not in lines[rule.name]] == []
