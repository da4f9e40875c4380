"""Releases by the commands."""

import json
from collections.abc import Callable

from click.testing import Result

Call = Callable[..., Result]


def test_a_release_is_made_listed_and_told_from_the_next(sample: Call) -> None:
    done = sample("release", "make", "2099.1", "--note", "示例", "--format", "json")
    assert done.exit_code == 0, done.output
    [made] = json.loads(done.stdout)
    assert made["manifest"]["reports"] > 10
    assert len(made["manifest"]["sha256"]) == 64
    [listed] = json.loads(sample("release", "list", "--format", "json").stdout)
    assert listed == made
    assert sample("release", "make", "2099.2").exit_code == 0
    same = sample("release", "diff", "2099.1", "2099.2", "--format", "json")
    assert (same.exit_code, json.loads(same.stdout)) == (0, [])
    assert "the same figures" in same.stderr


def test_what_cannot_be_released_is_said(sample: Call) -> None:
    assert sample("release", "make", "latest").exit_code == 2
    assert "no release 2001.1" in sample("release", "diff", "2001.1", "2001.2").stderr
