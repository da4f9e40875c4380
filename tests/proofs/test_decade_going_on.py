"""A run over the decade that was broken off makes only the looks that are missing."""

from pathlib import Path

from proofs.decade.going_on import begun

ASKED = {"commit": "0123", "counties": 20, "springs": [2024, 2025]}


def test_a_run_goes_on_where_it_was_broken_off_and_only_there(tmp_path: Path) -> None:
    folder = tmp_path / ".proofs" / "decade"
    run = begun(folder, ASKED)
    (folder / "archive").mkdir()
    run.note("2024-04-01", 0, 12.5)
    again = begun(folder, ASKED)
    assert (again.looks, again.seconds, (folder / "archive").is_dir()) == ({"2024-04-01": 0}, 12.5, True)
    other = begun(folder, {**ASKED, "commit": "4567"})
    assert (other.looks, (folder / "archive").exists()) == ({}, False)
    other.end()
    assert not folder.exists()


def test_what_was_broken_off_before_its_first_look_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "decade"
    begun(folder, ASKED)
    (folder / "server").mkdir()
    assert begun(folder, ASKED).looks == {}
    assert not (folder / "server").exists()
