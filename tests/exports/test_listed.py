"""Rates, findings and changes: what stands in the files, by eye off the published figures, also where there is none."""

from typing import TYPE_CHECKING, Any

import pyreadstat
from sqlalchemy import text

from nianbao.domain.rates import rates
from nianbao.exports.columns import categories
from nianbao.exports.missing import code_of
from tests.exports.test_numbers import lines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exports.conftest import Exported


def test_rates_stand_with_what_they_are_made_of(exported: "Exported") -> None:
    rows = {row["rate_id"]: row for row in lines(exported.folder / "rate.csv")}
    (grant,) = (row for name, row in rows.items() if name.endswith("-2019-a/any_grant_rate/total"))
    assert (grant["numerator"], grant["denominator"], grant["null_reason"], grant["grade"]) == ("8", "23", "", "A")
    assert grant["value"].startswith("0.3478260869")
    assert grant["source_keys"] == "t3.granted.total t3.partially_granted.total t3.disposed.total"
    (none,) = (row for name, row in rows.items() if name.endswith("-2019-a/requests_per_10k/total"))
    assert (none["numerator"], none["denominator"], none["value"], none["null_reason"]) == (
        "23",
        "",
        "",
        "no_denominator",
    )
    assert {row["null_reason"] for row in rows.values()} - {""} <= code_of().keys()
    assert all((row["value"] == "") == (row["null_reason"] != "") for row in rows.values())


def test_reasons_come_back_from_stata_and_spss(exported: "Exported") -> None:
    frame, meta = pyreadstat.read_dta(exported.folder / "rate.dta", user_missing=True)
    ours = {f"{row['rate_id']}": row["null_reason"] for row in lines(exported.folder / "rate.csv")}
    read = dict(zip(frame.rate_id, frame.value, strict=True))
    assert {name: code_of()[why].letter for name, why in ours.items() if why} == {
        name: read[name] for name, why in ours.items() if why
    }
    words: dict[Any, str] = {**meta.variable_value_labels["value"]}
    assert words["g"] == "无人口数 no number of residents"
    frame, meta = pyreadstat.read_sav(exported.folder / "rate.sav", user_missing=True)
    read = dict(zip(frame.rate_id, frame.value, strict=True))
    assert all(read[name] == code_of()[why].spss for name, why in ours.items() if why)
    labels = meta.variable_value_labels["rate_key"]
    assert labels[frame.rate_key[0]].partition(" ")[0] in {each.zh for each in categories()["rate_key"]}


def test_findings_are_those_of_the_reports_shown(exported: "Exported") -> None:
    rows = lines(exported.folder / "finding.csv")
    sums = [row for row in rows if row["severity"] == "official" and row["year"] == "2020"]
    assert [(row["rule"], row["class"], row["expected"], row["actual"], row["residual"]) for row in sums] == [
        ("T3.SUM", "source", "26", "20", "-6"),
        ("T3.SUM", "source", "27", "21", "-6"),
    ]
    with exported.engine.connect() as connection:
        marks = connection.execute(text("SELECT finding_id, fingerprint FROM pub.finding")).all()
    assert {(row["finding_id"], row["fingerprint"]) for row in rows} == {tuple(mark) for mark in marks}


def test_a_changed_figure_has_its_row(exported: "Exported") -> None:
    rows = lines(exported.folder / "change.csv")
    told = [(row["key"], row["cause"], row["from_value"], row["to_value"], row["from_status"]) for row in rows]
    assert told == [
        ("t3.granted.total", "reader", "70", "7", "number"),
        ("t4.reconsideration.total", "reader", "", "0", ""),
    ]
    frame, _ = pyreadstat.read_dta(exported.folder / "change.dta", user_missing=True)
    assert list(frame.from_value) == [70.0, "r"]


def test_nothing_changed_is_a_file_without_rows(twice: "tuple[Path, Path]") -> None:
    assert lines(twice[0] / "change.csv") == []
    for read, form in ((pyreadstat.read_dta, "dta"), (pyreadstat.read_sav, "sav")):
        frame, meta = read(twice[0] / f"change.{form}")
        assert (len(frame), meta.column_names_to_labels["cause"]) == (0, "原因 | Whose doing it is")


def test_a_cell_says_what_it_is(exported: "Exported") -> None:
    cells = {
        row["cell_id"].rpartition("-a/")[2]: row for row in lines(exported.folder / "long.csv") if row["year"] == "2024"
    }
    told = [
        cells["t3.denied.third_party_rights.total"][name]
        for name in ("outcome_class", "ground_class", "applicant_class")
    ]
    assert told == ["exemption_refusal", "third_party", "all"]
    (entry,) = (
        row for row in lines(exported.folder / "codebook.csv") if row["key"] == "t3.denied.third_party_rights.total"
    )
    assert (entry["legal_basis_2019"], entry["counting_rule"], entry["measure"]) == (
        "条例第十五条",
        "exclusive",
        "count",
    )
    assert (entry["valid_min"], entry["identities"]) == ("0", "T3.SUM T3.COLS")
    assert entry["definition_en"].startswith("Refused: commercial secrets")
    assert entry["definition_zh"].startswith("因涉及商业秘密")


def test_every_rate_has_its_words() -> None:
    assert [each.word for each in categories()["rate_key"]] == [rate.key for rate in rates()]
