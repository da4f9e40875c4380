"""Small version of `make proof-restore`: what a night left comes back elsewhere; and that the proof can fail."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text

from nianbao.store.embedded import EmbeddedServer
from proofs.night.world import night_world
from proofs.restore.__main__ import missed
from proofs.restore.moving import arrive, go_on, leave, requests, settled, tables
from simulator.crowd.members import crowd

ONE_DIGIT_MORE = text(
    "UPDATE figure SET raw = raw || '0'"
    " WHERE (reading_id, key) = (SELECT reading_id, key FROM figure ORDER BY reading_id, key LIMIT 1)"
)


def test_another_machine_has_all_of_it_and_goes_on(
    open_folder: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    (old, engine), (new, elsewhere) = new_database(), new_database()
    members = crowd(2, 1, "plain", 2024)
    with night_world(members, 1, open_folder / "old", engine, embedded_server.url(old), 0.05) as world:
        assert world.nianbao("crawl", "--format", "json").returncode == 0
        asked = requests(world.log)
        left = leave(world, engine, open_folder / "backup")
        there = settled(world, open_folder / "new", embedded_server.url(new))
        assert not (world.home / "archive").exists()
        told = arrive(left, there) | go_on(there, world.log)
    assert missed(told) == []
    assert asked > 5
    assert (told["sites_asked_again"], told["captures"], told["requests_of_the_next_crawl"]) == (2, asked, asked)
    before = tables(elsewhere)
    with elsewhere.begin() as connection:
        connection.execute(ONE_DIGIT_MORE)
    after = tables(elsewhere)
    assert [name for name in before if before[name] != after[name]] == ["figure"]
