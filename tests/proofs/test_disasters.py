"""Three disasters one night after the other, then a night that completes: the proof's own rounds, run small."""

from pathlib import Path
from random import Random

from nianbao.store.embedded import EmbeddedServer
from proofs.disasters.kinds import KINDS, WORDS, can_mount
from proofs.disasters.rounds import crawls_left_open, faults, figures, is_clear, night_world, printed, years_of


def test_each_says_what_happened_and_the_night_after_them_completes(
    tmp_path: Path, embedded_server: EmbeddedServer
) -> None:
    with night_world(tmp_path / "home", embedded_server, "tests_disasters") as world:
        held = figures(world)
        for kind in ("disk_full" if can_mount() else "files_limited", "clock_back", "names_gone"):
            done = KINDS[kind].strike(world, embedded_server, Random(3))  # noqa: S311 - not a secret
            assert done.returncode == KINDS[kind].status, f"{kind}: {done.stderr}"
            assert is_clear(done.stderr, KINDS[kind].told), f"{kind}: {done.stderr}"
            assert faults(world) == 0, kind
            assert held <= figures(world), kind
            held = figures(world)
        assert held
        # From the first question on: it is robots.txt that is asked for then.
        done = world.nianbao(*WORDS, PROOF_ANSWERS="0")
        assert (done.returncode, is_clear(done.stderr, KINDS["names_gone"].told)) == (1, True), done.stderr
        last = world.nianbao(*WORDS)
        assert (last.returncode, last.stderr) == (0, "")
        assert set(years_of(figures(world))) >= printed(world)
        assert (faults(world), crawls_left_open(world)) == (0, 0)
