"""The proof of the explorer, small: what it says is measured on what it made."""

from collections.abc import Callable

from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.roles import READER
from proofs.explorer.measuring import asked, fill
from proofs.explorer.prose import PLANTED


def test_pages_and_phrases_of_a_made_nation(
    new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    name, engine = new_database()
    made = fill(engine, counties=4, with_reports=2, passages=400)
    assert made["reports"] == 36
    assert made["passages"] >= 400
    told = asked(embedded_server.url(name, READER), ["990101", "990102"], 400, seconds=0.5)
    assert told["region_page_new"]["answers"] == 2
    assert told["readers_at_once"]["answers"] > 0
    assert set(told["search"]) == set(PLANTED)
    rare, middle, common = (told["search"][phrase]["reports"] for phrase in PLANTED)
    assert (rare, common) == (1, 36)
    assert 1 <= middle <= 5
