"""Small version of `make proof-restore`: what a night left comes back elsewhere; and that the proof can fail."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from nianbao.store.embedded import EmbeddedServer
from proofs.night.world import night_world
from proofs.restore.__main__ import missed
from proofs.restore.moving import go_on, move, requests, run, tables
from simulator.crowd.members import crowd

ONE_DIGIT_MORE = text(
    "UPDATE figure SET raw = raw || '0'"
    " WHERE (reading_id, key) = (SELECT reading_id, key FROM figure ORDER BY reading_id, key LIMIT 1)"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path, which is closed to the account that serves root.
    made = Path(tempfile.mkdtemp(prefix="nianbao-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def test_another_machine_has_all_of_it_and_goes_on(
    folder: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    (old, engine), (new, elsewhere) = new_database(), new_database()
    members = crowd(2, 1, "plain", 2024)
    with night_world(members, 1, folder / "old", engine, embedded_server.url(old), 0.05) as world:
        assert run(world, "crawl", "--format", "json").status == 0
        asked = requests(world.log)
        there, moved = move(world, engine, folder / "new", embedded_server.url(new), folder / "backup")
        assert not (world.home / "archive").exists()
        told = {**moved, **go_on(there, world.log)}
    assert missed(told) == []
    assert asked > 5
    assert (told["sites_asked_again"], told["captures"], told["requests_of_the_next_crawl"]) == (2, asked, asked)
    before = tables(elsewhere)
    with elsewhere.begin() as connection:
        connection.execute(ONE_DIGIT_MORE)
    after = tables(elsewhere)
    assert [name for name in before if before[name] != after[name]] == ["figure"]
