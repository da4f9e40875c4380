"""The forms as data: names for the codebook, keys that never change, and what the handbook says of them."""

import re
from pathlib import Path

import pytest

from nianbao.domain.forms import forms

ANNEXES = ("national_2014", "sh_family_2008", "fujian_putian_2009", "fujian_2011", "fujian_2014")
_YAML_KEY = re.compile(r"\bkey: ([ab]\.\w+)")


def test_short_names_are_short_and_distinct() -> None:
    """At most 32 characters, one name a key and one key a name over all forms, fit for any statistics program."""
    key_of: dict[str, str] = {}
    name_of: dict[str, str] = {}
    for form in forms().values():
        for indicator in form.indicators:
            assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", indicator.short_name), indicator
            assert key_of.setdefault(indicator.short_name, indicator.key) == indicator.key
            assert name_of.setdefault(indicator.key, indicator.short_name) == indicator.short_name


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_row_and_column_has_its_names(name: str) -> None:
    """Short and English; only the column of the year itself adds nothing to the short name of an annex."""
    for table in forms()[name].tables.values():
        for grid in table.grids:
            assert all(row.short and row.english for row in grid.rows)
            assert all(column.english and (column.short or not column.key) for column in grid.columns)


@pytest.mark.parametrize("name", sorted(forms()))
def test_labels_name_one_row(name: str) -> None:
    """Where rows share a label, each stands under the row of a group of its own."""
    for table in forms()[name].tables.values():
        for grid in table.grids:
            keys = {row.key for row in grid.rows}
            for rows in grid.rows_by_name.values():
                groups = {row.under for row in rows}
                assert len(rows) == 1 or (len(groups) == len(rows) and groups <= keys), rows


@pytest.mark.parametrize(
    ("name", "rows", "official"),
    [
        ("national_2014", 58, 3),
        ("sh_family_2008", 35, 6),
        ("fujian_putian_2009", 17, 4),
        ("fujian_2011", 17, 4),
        ("fujian_2014", 16, 4),
    ],
)
def test_the_size_of_the_annexes(name: str, rows: int, official: int) -> None:
    """Rows, and official identities over the columns that every table of the form prints."""
    form = forms()[name]
    assert len(form.tables["annex"].grids[0].rows) == rows
    optional = tuple(f".{column.key}" for column in form.tables["annex"].grids[0].columns if column.optional)
    printed = [i for i in form.identities if not (optional and i.left[0].key.endswith(optional))]
    assert sum(identity.severity == "official" for identity in printed) == official


def test_exemptions_keep_their_number() -> None:
    """What a local number stands for is unknown, and said to be."""
    rows = forms()["sh_family_2008"].tables["annex"].grids[0].rows
    numbered = {row.key: row.meaning for row in rows if "exemption" in row.key}
    assert numbered == {f"a.refused_exemption_{number}": "unknown" for number in range(1, 7)}


def test_recalled_labels_say_so() -> None:
    """Of the national annex only the labels that were seen in published reports are marked as seen."""
    seen = [i.key for i in forms()["national_2014"].indicators if i.evidence == "seen" and "cumulative" not in i.key]
    assert seen == [
        "b.proactive_total",
        "b.normative_docs_disclosed",
        "b.normative_docs_issued",
        "b.channel_website",
        "b.response_hotspots",
        "b.response_press_conf",
        "b.response_interviews",
        "b.response_articles",
        "b.response_social",
        "b.response_other",
    ]


@pytest.mark.parametrize(
    ("file", "names"),
    [("era_a_2008.yaml", ("sh_family_2008",)), ("era_b_2014.yaml", ("national_2014",))],
)
def test_the_keys_are_those_of_the_handbook(shared: Path, file: str, names: tuple[str, ...]) -> None:
    """Keys are frozen; headings have none."""
    text = (shared / "domain" / "eras" / file).read_text(encoding="utf-8")
    written = [key for key in _YAML_KEY.findall(text) if ".h_" not in key]
    assert written == [row.key for name in names for row in forms()[name].tables["annex"].grids[0].rows]
