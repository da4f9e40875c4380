"""Every empty place of a wide file has its reason: beside it, as a code of Stata and SPSS, and as the views say it."""

import math
from typing import TYPE_CHECKING, Any

import pyreadstat
from sqlalchemy import text

from nianbao.exports.missing import code_of, missing_codes
from nianbao.store.codebook import codebook
from tests.exports.conftest import DOUBTED
from tests.exports.test_numbers import SHORT, lines

if TYPE_CHECKING:
    from tests.exports.conftest import Exported

# By eye, off the troublesome report and the form of 2021.
SAID = {
    "t3_gr_full_tot": "number",
    "t3_gr_full_nat": "unreadable",
    "t3_gr_full_com": "dash",
    "t3_gr_full_res": "not_applicable",
    "t3_gr_full_pub": "none_stated",
    "t3_gr_full_law": "blank",
    SHORT[DOUBTED]: "doubt",
    "t3_disposed_tot": "row_missing",
    "t4_rc_tot": "no_table",
    "t2_rules_made": "not_on_form",
    "a_req": "not_on_form",
}
LETTERS = {"unreadable": "u", "dash": "d", "not_applicable": "n", "none_stated": "w", "blank": "b", "doubt": "u",
           "row_missing": "r", "no_table": "t", "not_on_form": "a"}  # fmt: skip


def test_every_null_is_explained(exported: "Exported") -> None:
    panel = {row["row_id"]: row for row in lines(exported.folder / "report_panel.csv")}
    status = {row["row_id"]: row for row in lines(exported.folder / "report_panel_status.csv")}
    assert panel.keys() == status.keys()
    known = {"number", *code_of()}
    for name, row in panel.items():
        for entry in codebook():
            said = status[name][entry.short_name]
            assert said in known
            assert (row[entry.short_name] != "") == (said == "number"), (name, entry.key)


def test_statuses_are_those_of_the_report(exported: "Exported") -> None:
    (row,) = [
        row
        for row in lines(exported.folder / "report_panel_status.csv")
        if row["coverage"] and row["code_year"] == "430181"
    ]
    assert {name: row[name] for name in SAID} == SAID


def test_statuses_are_those_of_the_view(exported: "Exported") -> None:
    """But for doubt, which the view shows as the number it is."""
    with exported.engine.connect() as connection:
        views = connection.execute(text("SELECT * FROM pub.report_panel_status")).mappings().all()
    status = {row["report_id"]: row for row in lines(exported.folder / "report_panel_status.csv")}
    assert len(views) == 12
    for view in views:
        for entry in codebook():
            said = status[view["report_id"]][entry.short_name]
            assert ("number" if said == "doubt" else said) == view[entry.short_name], (view["report_id"], entry.key)


def test_filled_adds_what_is_proven_alone(exported: "Exported") -> None:
    printed = {row["row_id"]: row for row in lines(exported.folder / "report_panel.csv")}
    (none,) = [
        row
        for row in lines(exported.folder / "report_panel_filled.csv")
        if row["code_year"] == "430181" and row["report_id"]
    ]
    assert (none["t3_gr_full_pub"], printed[none["row_id"]]["t3_gr_full_pub"]) == ("0", "")
    assert none["t3_gr_full_com"] == none["t3_gr_full_nat"] == ""


def test_missing_units_have_rows(exported: "Exported") -> None:
    rows = lines(exported.folder / "report_panel.csv")
    held = {(row["code_year"], row["year"]) for row in rows if row["report_id"]}
    assert held == {("430181", "2022")} | {("350128", str(year)) for year in (2011, 2014, *range(2017, 2026))}
    assert {row["code_year"] for row in rows} == {"350128", "430181"}
    assert len(rows) == 2 * len({row["year"] for row in rows})
    assert all(row["cell_state"] and (row["state_reason"] or row["report_id"]) for row in rows)
    assert {row["release_id"] for row in rows} == {exported.built.shown.release_id}


def test_codes_come_back_from_stata(exported: "Exported") -> None:
    frame, meta = pyreadstat.read_dta(exported.folder / "report_panel.dta", user_missing=True)
    (row,) = frame[(frame.code_year == "430181") & (frame.report_id != "")].to_dict("records")
    for name, said in SAID.items():
        assert row[name] == (7.0 if said == "number" else LETTERS[said]), name
    unheld = frame[(frame.code_year == "430181") & (frame.report_id == "")]
    assert set(unheld.t3_new_tot) <= {"m", "p"}
    labels: dict[Any, str] = {**meta.variable_value_labels["t3_new_tot"]}
    assert labels["w"] == "写明“无” none stated in words"


def test_codes_come_back_from_spss(exported: "Exported") -> None:
    frame, meta = pyreadstat.read_sav(exported.folder / "report_panel.sav", user_missing=True)
    (row,) = frame[(frame.code_year == "430181") & (frame.report_id != "")].to_dict("records")
    numbers = {each.letter: each.spss for each in missing_codes()}
    for name, said in SAID.items():
        assert row[name] == (7.0 if said == "number" else numbers[LETTERS[said]]), name
    assert meta.variable_value_labels["t3_new_tot"][numbers["b"]] == "空白 blank"
    plain, _ = pyreadstat.read_sav(exported.folder / "report_panel.sav")
    assert math.isnan(plain.loc[row_of(frame, row["row_id"]), "t3_gr_full_law"])


def row_of(frame: Any, row_id: str) -> int:
    return list(frame.row_id).index(row_id)


def test_sums_with_an_unknown_part_say_so(exported: "Exported") -> None:
    (row,) = [row for row in lines(exported.folder / "harmonised.csv")
              if row["quantity_id"].startswith("430181") and row["h_key"] == "disposed"]  # fmt: skip
    assert row["value"] == ""
    frame, _ = pyreadstat.read_dta(exported.folder / "report_panel_harmonised.dta", user_missing=True)
    assert list(frame[frame.report_id == row["report_id"]].disposed) == ["s"]
