"""The folder: documents that others' programs take, the same bytes again, whole or not at all."""

import json
import re
import resource
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import frictionless
import pyarrow.parquet
import pytest
from lxml import etree
from ruamel.yaml import YAML
from sqlalchemy import text

from nianbao.exports.folder import FolderRefused
from nianbao.exports.package import build, forms_of
from nianbao.exports.selection import Selection, SelectionRefused
from nianbao.exports.shown import one_state
from nianbao.exports.tables import TABLES
from nianbao.exports.writing import FORMATS
from nianbao.store.release import make_release
from nianbao.store.views.kept import refresh_views
from tests.exports.conftest import SELECTION, SMALL, keep, made, published
from tests.exports.test_numbers import lines

if TYPE_CHECKING:
    from tests.exports.conftest import Exported

# Order of the elements in DDI-Codebook 2.5, of those that we write. The standard's own schema cannot be fetched here.
DDI_ORDER = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"),
    "stdyDscr": ("citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs"),
    "citation": ("titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes"),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "stdyInfo": ("studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes"),
    "sumDscr": ("timePrd", "collDate", "nation", "geogCover", "geogUnit", "anlyUnit", "universe", "dataKind"),
    "fileTxt": ("fileName", "fileCont", "fileStrc", "dimensns", "fileType", "format"),
    "dimensns": ("caseQnty", "varQnty"),
    "var": ("location", "labl", "qstn", "valrng", "invalrng", "universe", "sumStat", "txt", "stdCatgry", "catgryGrp",
            "catgry", "codInstr", "verStmt", "concept", "derivation", "varFormat"),
    "catgry": ("catValu", "labl", "txt", "catStat"),
}  # fmt: skip


def test_every_promised_file_is_there(exported: "Exported") -> None:
    promised = {f"{name}.{form}" for name in TABLES for form in forms_of(name, FORMATS)}
    promised |= {"datapackage.json", "codebook.csv", "codebook.md", "codebook.html", "ddi-codebook.xml", "CITATION.cff",
                 "WHATSNEW.md", "CAUTIONS.md", "EXCLUSIONS.csv", "SHA256SUMS"}  # fmt: skip
    assert {path.name for path in exported.folder.iterdir()} == promised
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=exported.folder, capture_output=True, check=False
    )
    assert checked.returncode == 0
    assert len(checked.stdout.splitlines()) == len(promised) - 1


def test_the_same_state_gives_the_same_bytes(twice: tuple[Path, Path]) -> None:
    found = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in twice]
    assert found[0] == found[1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_it_valid(twice: tuple[Path, Path]) -> None:
    report = frictionless.validate(twice[0] / "datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])[:5]
    (twice[1] / "long.csv").write_text(
        (twice[1] / "long.csv").read_text("utf-8").replace(",2022,", ",twenty,"), "utf-8"
    )
    assert not frictionless.validate(twice[1] / "datapackage.json").valid


def test_ddi_has_its_elements_in_order(exported: "Exported") -> None:
    root = etree.parse(exported.folder / "ddi-codebook.xml").getroot()
    assert root.tag == "{ddi:codebook:2_5}codeBook"
    assert root.get("version") == "2.5"
    for element in root.iter():
        order = DDI_ORDER.get(etree.QName(element).localname)
        if order is not None:
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), element.tag
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(set(ids)) == len(ids)
    named = {"d": "ddi:codebook:2_5"}
    assert root.find("d:stdyDscr/d:citation/d:titlStmt/d:titl", named) is not None
    variable = root.find("d:dataDscr/d:var[@name='t3_gr_full_tot'][@files='F1']", named)
    assert variable is not None
    assert {label.text for label in variable.findall("d:labl", named)} == {
        "（一）予以公开｜总计",
        "granted, all applicants",
    }


def test_each_file_names_its_state(exported: "Exported") -> None:
    shown = exported.built.shown
    for name in TABLES:
        about = pyarrow.parquet.read_metadata(exported.folder / f"{name}.parquet").metadata
        assert (about[b"release_id"].decode(), about[b"as_of"].decode()) == (shown.release_id, shown.moment)
        row = lines(exported.folder / f"{name}.csv")[0]
        assert (row["release_id"], row["as_of"]) == (shown.release_id, shown.moment)
    cited = YAML(typ="safe").load(exported.folder / "CITATION.cff")
    assert (cited["cff-version"], cited["type"], cited["version"]) == ("1.2.0", "dataset", shown.release_id)
    for name in ("codebook.md", "codebook.html", "CAUTIONS.md", "WHATSNEW.md"):
        assert shown.release_id in (exported.folder / name).read_text("utf-8")


def test_headers_hold_no_clock(exported: "Exported") -> None:
    at = exported.built.shown.as_of
    stata = (exported.folder / "long.dta").read_bytes()
    assert f"{at:%H:%M}".encode() in re.findall(rb"<timestamp>.(.{17})</timestamp>", stata, re.DOTALL)[0]
    assert (exported.folder / "long.sav").read_bytes()[92:109].decode() == f"{at:%d %b %y%H:%M:%S}"


def test_a_release_holds_what_is_shown(exported: "Exported", tmp_path: Path) -> None:
    """But for its name and moment: nothing was read since."""
    with exported.engine.begin() as connection:
        one_state(connection)
        build(connection, replace(SELECTION, release="2026.1"), ["csv"], tmp_path / "released")
    for name in TABLES:
        nightly, released = lines(exported.folder / f"{name}.csv"), lines(tmp_path / "released" / f"{name}.csv")
        for row in (*nightly, *released):
            del row["release_id"], row["as_of"]
        assert nightly == released, name


def test_cautions_are_those_of_the_columns(exported: "Exported", tmp_path: Path) -> None:
    whole = (exported.folder / "CAUTIONS.md").read_text("utf-8")
    with exported.engine.begin() as connection:
        one_state(connection)
        build(connection, SMALL, ["csv"], tmp_path / "small")
    small = (tmp_path / "small" / "CAUTIONS.md").read_text("utf-8")
    assert "Table 4 mixes" in whole
    assert "Table 4 mixes" not in small
    assert "Do not join across 2019" in whole
    assert "Do not join across" not in small
    assert "cells of rows that no form knows" in whole
    assert "1 numbers are left out" in whole


def test_what_is_new_is_told_of_a_release(exported: "Exported", tmp_path: Path) -> None:
    """In a transaction that is rolled back: the others see one release."""
    with exported.engine.connect() as connection, connection.begin() as transaction:
        one_state(connection)
        report = published(Path("sample/figures/pingtan_2023.json").resolve())
        cells = {cell.key: (cell.raw, cell.status) for cell in report.figures}
        cells["t3.granted.total"] = ("23", cells["t3.granted.total"][1])
        changed = made(2023, report.publisher, cells, dict(report.forms))
        keep(connection, replace(changed, title="重发"))
        refresh_views(connection)
        make_release(connection, "2026.2", note="示例二", program="1")
        build(connection, replace(SMALL, release="2026.2"), ["csv"], tmp_path / "new")
        transaction.rollback()
    told = (tmp_path / "new" / "WHATSNEW.md").read_text("utf-8")
    assert "示例二" in told
    assert re.search(r"2023-a/t3\.granted\.total` \(\w+\): 22 to 23", told)


def test_a_foreign_folder_is_left_alone(exported: "Exported", tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    with exported.engine.begin() as connection:
        build(connection, SMALL, ["csv"], folder)
        build(connection, SMALL, ["csv"], folder)
        (folder / "thesis.txt").write_text("mine", "utf-8")
        with pytest.raises(FolderRefused):
            build(connection, SMALL, ["csv"], folder)
    assert (folder / "thesis.txt").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_full_disk_leaves_nothing(exported: "Exported", tmp_path: Path) -> None:
    """The limit on the size of a file stands for the disk: writing beyond it is an error of the system."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with exported.engine.begin() as connection, pytest.raises(OSError, match="too large"):
            build(connection, SELECTION, ["csv"], tmp_path / "full")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_what_there_is_not_is_refused() -> None:
    for wrong in (
        {"levels": ("moon",)},
        {"coverage": ("all",)},
        {"quality": "good"},
        {"first_year": 2020, "last_year": 2019},
    ):
        with pytest.raises(SelectionRefused):
            Selection(**wrong)
    with pytest.raises(SelectionRefused, match="nothing_such"):
        Selection(figures=("nothing_such",)).entries()


def test_exclusions_are_counted_once(exported: "Exported") -> None:
    steps = {step.name: step.n for step in exported.built.counted.steps}
    with exported.engine.connect() as connection:
        years = connection.execute(text("SELECT max(year) - 2007 FROM pub.region_year")).scalar_one()
    assert steps == {"expected": 2 * years} | dict.fromkeys(list(steps)[1:], 12)
    package = json.loads((exported.folder / "datapackage.json").read_text("utf-8"))
    assert {each["step"]: each["n"] for each in package["exclusions"]} == steps
    told = lines(exported.folder / "EXCLUSIONS.csv")
    assert {row["step"]: int(row["n"]) for row in told} == steps
    assert sum(int(row["lost"]) for row in told) == steps["expected"] - steps["your_rows"]
