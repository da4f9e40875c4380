"""The proof in small: samples of a release with planted faults, and the truth within their intervals."""

from pathlib import Path

from proofs.audit import MEASURES, prove, short_of
from proofs.audit_release import FAULTS, made_release, planted


def test_samples_of_a_spoilt_release_tell_its_rate(tmp_path: Path) -> None:
    """Five samples of 100 from 400 reports: each holds the truth, for every fault and measure; `make proof-audit`."""
    kept = tmp_path / "audit.part"
    proof = prove(reports=400, draws=5, size=100, seed=11, replicates=0, kept=kept)
    assert set(proof["faults"]) == set(FAULTS)
    assert short_of(proof) == []
    for measures in proof["faults"].values():
        assert set(measures) == set(MEASURES)
        assert all(of["mean_width"] < 0.25 for of in measures.values())
    assert proof["faults"]["lone_digits_lost"]["nonzero_silent"]["truth"] > 0
    again = prove(reports=400, draws=5, size=100, seed=11, replicates=0, kept=kept)
    assert again == proof


def test_an_interval_that_misses_is_told() -> None:
    """94 of 100 is too few."""
    of = {"held": 94}
    assert short_of({"draws": 100, "faults": {"x": {"nonzero_silent": of}}}) == ["x nonzero_silent: 94 of 100"]


def test_the_ledger_knows_every_change() -> None:
    """What differs between a page and its reading is what was planted, and nothing else."""
    release = made_release(200, 3)
    for fault in FAULTS:
        readings, ledger = planted(release, fault, 3)
        for one in release:
            read = {figure["key"]: figure["value"] for figure in readings[one.unit.report_id]["figures"]}
            differ = [key for key, value in one.figures.items() if float(value) != read[key]]
            assert sorted(differ) == sorted(ledger[one.unit.report_id])
        assert any(ledger.values())
