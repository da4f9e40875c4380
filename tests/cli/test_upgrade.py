"""A database that an earlier version has left, with rows, is brought to this version and shows the same figures."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from nianbao.store.opening import open_database
from nianbao.store.unavailable import DatabaseUnavailable
from proofs.upgrade.older import copy_rows, migrate_to

SHOWN = text("SELECT report_id, key, value, status, quality FROM pub.figure ORDER BY report_id, key")
# Rows of today do not fit into older tables: regions had no key of their own there. `make proof-upgrade` goes further.
OLDEST = "0019"


def shown(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(SHOWN)]


def test_the_figures_are_those_that_were_there(
    sample: Callable[..., object], embedded_server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded_server.ensure_database("tests_older")
    owner = connect(embedded_server.url("tests_older"))
    now, older = (connect(embedded_server.url(name, "postgres")) for name in ("nianbao_sample", "tests_older"))
    with owner.begin() as connection:
        migrate_to(connection, OLDEST)
    assert copy_rows(now, older)["figure"] > 1000
    monkeypatch.setenv("DATABASE_URL", embedded_server.url("tests_older"))
    with pytest.raises(DatabaseUnavailable, match="run `nianbao db upgrade`"):
        open_database()
    upgrade(owner)
    open_database().dispose()
    assert shown(owner) == shown(now)
    for engine in (now, older, owner):
        engine.dispose()
