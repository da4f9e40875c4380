"""The proof of exports at its small size: every cell is the one that was made, and the same bytes come again."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from proofs.exports.measuring import digests, exported, filled, wrong_cells

if TYPE_CHECKING:
    from nianbao.store.embedded import EmbeddedServer


def test_what_was_made_is_handed_over(
    database: tuple[str, Engine], embedded_server: "EmbeddedServer", tmp_path: Path
) -> None:
    name, engine = database
    kept = filled(engine, counties=6, with_reports=2)
    address = embedded_server.url(name)
    for folder in ("one", "two"):
        told = exported(address, tmp_path / folder, ["csv", "dta"])
        assert told["bytes"] > 0
    assert wrong_cells(tmp_path / "one", kept) == 0
    assert wrong_cells(tmp_path / "one", kept[1:]) > 0
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
