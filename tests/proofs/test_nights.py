"""Nights of a few portals over real HTTP: each morning says what the ledger says, and no view loses anything."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.nights.__main__ import is_wrong
from proofs.nights.run import played
from simulator.nights.story import Story


def test_each_cause_is_named_the_same_night_and_nothing_else(
    tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    name, engine = new_database()
    # The province that is silent is told on 1 April and no more once somebody has published there.
    story = Story(9, 4, date(2026, 3, 30), silent_until=3)
    nights = list(played(story, tmp_path, engine, embedded_server.url(name)))
    engine.dispose()
    assert [night for night in nights if is_wrong(night) or night["lost"]] == []
    told = {alarm for night in nights for alarm, _ in night["planted"]}
    assert {"outage", "block", "edited", "regressed", "moved", "zero"} <= told
    assert nights[-1]["figures"] > 5000
