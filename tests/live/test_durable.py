"""A crawl whose process group and whose database server are killed goes on when the same words are said again."""

from pathlib import Path

from proofs.durable.blows import Blow
from proofs.durable.rounds import played, undisturbed

BLOWS = (
    Blow(1.5),
    Blow(2.0, server=True, in_copy=True),
    Blow(2.0, in_copy=True),
)


def test_the_tables_are_those_of_a_crawl_that_nobody_killed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    whole = {"trs": undisturbed("trs", tmp_path / "whole")}
    told = played(0, BLOWS, whole, tmp_path)
    assert (told["tables_that_differ"], told["exit_status"], told["verify_status"]) == ({}, 0, 0), told["told"]
    assert told["processes_left"] == 0
    assert told["group_kills"] + told["server_kills"] >= 2
    assert told["inside_copy"] >= 1
