"""A run goes on where it was killed; its table and floors say what was counted."""

import json
from pathlib import Path

from conformance import floors
from conformance.choice import chosen
from conformance.peers.pandas_tables import _figures
from conformance.readers import reader_of
from conformance.run import Outcome, result_of, run
from conformance.table import share, table_of

PLANS = tuple(plan for plan in chosen(60, seed=1) if plan.format in ("html", "text"))[:6]


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    """What is kept is not made again, a line cut off is; the outcome is that of a run in one go."""
    kept = tmp_path / "run.part"
    whole = run(PLANS, "nianbao", 1, 1, kept)
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(PLANS)
    kept.write_text("\n".join([*lines[:3], lines[3][:40]]), encoding="utf-8")
    told: list[int] = []
    again = run(PLANS, "nianbao", 1, 1, kept, told.append)
    assert told == [4, 5, 6]
    assert (again.counts, again.misses) == (whole.counts, whole.misses)


def test_results_of_another_seed_are_not_kept(tmp_path: Path) -> None:
    """A file of another run is no result of this one."""
    kept = tmp_path / "run.part"
    run(PLANS[:1], "nianbao", 1, 1, kept)
    told: list[int] = []
    run(PLANS[:1], "nianbao", 2, 1, kept, told.append)
    assert told == [1]
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 2


def test_any_function_is_a_reader() -> None:
    """module:function, of bytes to the JSON of the contract."""
    assert reader_of("json:loads")(b'{"figures": []}') == {"figures": []}
    assert result_of(PLANS[0], "conformance.readers:refuses", 1)["counts"]["refused"] == 1


def test_the_table_has_a_line_a_group_and_one_for_all() -> None:
    """Shares are cut, never rounded up."""
    outcome = Outcome()
    outcome.add(
        {"name": "a", "group": "html/x", "counts": {"documents": 1, "nonzero.all": 3, "nonzero.right": 2}, "misses": []}
    )
    lines = table_of(outcome).splitlines()
    assert len(lines) == 4
    assert "| 66.666 % |" in lines[2]
    assert share(99_999, 100_000) == "99.999 %"
    assert share(999_999, 1_000_000) == "99.999 %"
    assert share(5, 5) == "100 %"


def test_floors_are_only_raised() -> None:
    """A better run raises them, a worse one is told and changes nothing."""
    before = {"html": {"nonzero_right": 0.9, "silently_wrong": 3}}
    better = {"html": {"nonzero_right": 0.95, "silently_wrong": 0}}
    worse = {"html": {"nonzero_right": 0.85, "silently_wrong": 4}}
    assert floors.raised(better, before) == better
    assert floors.raised(worse, before) == before
    assert floors.below(better, before) == ()
    assert floors.below(worse, before) == (
        "html.nonzero_right: 0.85, and it was 0.9",
        "html.silently_wrong: 4, and it was 3",
    )
    assert floors.below(better, {}) == ("html: no floors are stored",)


def test_the_way_from_a_peers_grid_to_figures() -> None:
    """Rows by their labels, columns by the heads above them."""
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    found = dict(_figures([heads, ["（一）予以公开", *"1234567"]]))
    assert found["t3.granted.total"] == "7"
    assert found["t3.granted.natural_person"] == "1"
    annex = [["指标名称", "单位", "2016年度", "历年累计"], ["行政复议数", "件", "4", "9"]]
    assert dict(_figures(annex)) == {"a.reconsideration_total": "4", "a.reconsideration_total.cumulative": "9"}


def test_a_proof_is_json() -> None:
    """Results hold nothing but plain values."""
    assert json.loads(json.dumps(result_of(PLANS[0], "nianbao", 1)))["name"] == PLANS[0].name
