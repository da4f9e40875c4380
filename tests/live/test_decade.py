"""Years of counties with edits, mergers, reused codes, new forms, blocks and faults, held against their ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.decade.compare import compared
from proofs.decade.run import looked_at
from simulator.decade.history import Decade

# What is compared, counts of the ledger that must not be nothing.
COUNTED = ("series", "as_of", "changes", "faults", "frame")


def test_the_database_says_what_the_ledger_says(
    tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    name, engine = new_database()
    decade = Decade(20, springs=(2024, 2025))
    with looked_at(decade, tmp_path, engine, embedded_server.url(name)) as (world, looks):
        told = compared(world)
        levels: Any = world.ask("levels", decade.counties.prefectures[0][0], "--year", "2023")
    engine.dispose()
    # The last look meets a portal that blocks it.
    assert looks == {"2024-04-01": 0, "2025-04-01": 1}
    assert {what: told[what] for what in COUNTED if _differs(told[what])} == {}
    assert told["series"]["reports"] > 200
    assert (told["changes"]["expected"], told["faults"]["expected"]) > (10, 20)
    assert any(row["state"] == "failed" for row in levels)


def _differs(told: Any) -> bool:
    counts = ("wrong", "missing", "beyond")
    below = [value for value in told.values() if isinstance(value, dict)]
    return any(told.get(count) for count in counts) or any(map(_differs, below))
