"""A site's account, held against what was stored of it."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from crawler.ledger import Ledger, SiteState, Trouble
from pipelines.job import Tally
from pipelines.result import account_of

URL = "https://www.shilixian.test/nb/1.htm"


@dataclass
class Finished:
    """What `account_of` looks at of a crawler."""

    spider: Any


@dataclass
class Spider:
    """What it looks at of a spider."""

    ledger: Ledger = field(default_factory=Ledger)


def state_of(ledger: Ledger, tally: Tally) -> SiteState:
    return account_of(Finished(Spider(ledger)), tally).state()  # type: ignore[arg-type]


def test_a_page_that_was_captured_and_stored_is_done() -> None:
    assert state_of(Ledger(captured={URL}, ended=True), Tally(held={URL})) is SiteState.COMPLETE


def test_a_file_that_was_passed_over_is_done() -> None:
    assert state_of(Ledger(captured={URL}, ended=True), Tally(not_read={URL: "a ZIP"})) is SiteState.COMPLETE


@pytest.mark.parametrize(
    ("ledger", "held"),
    [
        (Ledger(captured={URL}, ended=True), set()),  # captured, never stored
        (Ledger(captured={URL}, ended=False), {URL}),  # stored, but the spider never came to its end
    ],
)
def test_a_run_that_was_broken_off_has_failed(ledger: Ledger, held: set[str]) -> None:
    assert state_of(ledger, Tally(held=held)) is SiteState.FAILED


def test_a_spider_that_could_not_be_started_has_failed() -> None:
    assert account_of(Finished(None), Tally()).state() is SiteState.FAILED  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("troubles", "state"),
    [
        # Our own limits say nothing of the portal.
        ([Trouble.PAUSED], SiteState.PARTIAL),
        ([Trouble.PAUSED, Trouble.PAUSED], SiteState.PARTIAL),
        ([Trouble.UNREACHABLE], SiteState.UNREACHABLE),
        ([Trouble.PAUSED, Trouble.UNREACHABLE], SiteState.PARTIAL),
        ([Trouble.PAUSED, Trouble.ERROR], SiteState.FAILED),
    ],
)
def test_a_site_of_which_nothing_was_got(troubles: list[Trouble], state: SiteState) -> None:
    ledger = Ledger(ended=True)
    for trouble in troubles:
        ledger.fall_short(URL, trouble, "told")
    assert state_of(ledger, Tally()) is state
