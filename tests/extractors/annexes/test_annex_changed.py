"""Annexes with one thing changed: what changed is said, every other figure stays right, none is silently wrong."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.extractors.annexes.conftest import Annex

Report = dict[str, Any]
Read = Callable[[str], Report]
Of = Callable[[Report], Any]

FORMS = ["national_2014", "sh_family_2008", "fujian_putian_2009"]
PRINTED = [("plain", "html"), ("plain", "flattened"), ("code_ahead", "flattened"), ("code_behind", "markdown")]
# Rows that share their label with a row of another group, and the rows that open those groups.
SHARED = {f"b.{case}_{row}" for case in ("reconsideration", "litigation") for row in ("overturned", "other")}
OPENING = {"b.reconsideration_total", "b.litigation_total"}


def row_of(key: str) -> str:
    """The row of a figure: its key without the column."""
    return key.removesuffix(".current").removesuffix(".cumulative")


def assert_only(report: Report, annex: "Annex", changed: set[str]) -> None:
    """Every figure outside the changed rows is there and right; those of the changed rows are right or unreadable."""
    figures = {f["key"]: f["value"] if f["status"] == "number" else None for f in report["figures"]}
    for key, (value, _) in annex.answer().items():
        allowed = (value, None) if row_of(key) in changed else (value,)
        assert figures.get(key) in allowed, key
    strange = {row_of(key) for key in figures} - {key for key, *_ in annex.lines if key}
    assert all(".unknown." in key for key in strange)


def said_of(report: Report, rule: str) -> set[str]:
    """The keys that findings of the rule name."""
    return {key for f in report["findings"] if f["rule"] == rule for key in f["keys"]}


@pytest.fixture(
    params=[("national_2014", *printed) for printed in PRINTED]
    + [(form, *printed) for form in FORMS[1:] for printed in PRINTED[::2]],
    ids=str,
)
def printed(request: pytest.FixtureRequest, annexes: "Mapping[str, Annex]") -> "Printed":
    """An annex in one layout and one dress."""
    form, layout, dress = request.param
    return Printed(annexes[form], layout, dress)


class Printed:
    """An annex as it is printed, and where its rows of figures stand in it."""

    def __init__(self, annex: "Annex", layout: str, dress: str) -> None:
        self.annex, self.layout, self.dress = annex, layout, dress
        self.table = getattr(annex, layout)()
        self.label = 1 if layout == "code_ahead" else 0
        self.places = {key: place for place, (key, *_) in enumerate(annex.lines, 1) if key}

    def text(self, changes: Mapping[int, list[list[str]]]) -> str:
        """The table with these rows replaced, each by none, one or several."""
        rows = [new for place, row in enumerate(self.table) for new in changes.get(place, [row])]
        made: str = getattr(self.annex, self.dress)(rows)
        return made


def test_a_row_removed(printed: Printed, read: Read) -> None:
    """ROW.MISSING names it. Where it opened a group, rows that only the group tells apart are unreadable."""
    for key, place in printed.places.items():
        report = read(printed.text({place: []}))
        assert key in said_of(report, "ROW.MISSING") or key in SHARED
        changed = {key} | (SHARED if key in OPENING else set())
        assert_others_right(report, printed.annex, changed, gone={key})


def assert_others_right(report: Report, annex: "Annex", changed: set[str], gone: set[str]) -> None:
    """As `assert_only`; what is gone has no figures, or is said to be unreadable."""
    figures = {f["key"]: f["value"] for f in report["figures"]}
    assert not any(figures.get(key) is not None for key in figures if row_of(key) in gone)
    assert_only(report, annex, changed | gone)


def test_a_label_misspelt(printed: Printed, read: Read) -> None:
    """A near match is no match: the row is unknown, its numbers are kept, and the form's row is missing."""
    for key, place in printed.places.items():
        row = list(printed.table[place])
        row[printed.label] += "们"
        report = read(printed.text({place: [row]}))
        changed = {key} | (SHARED if key in OPENING else set())
        assert_others_right(report, printed.annex, changed | _same_group(key), gone={key})
        assert key in said_of(report, "ROW.MISSING") or key in SHARED
        kept = [f["value"] for f in report["figures"] if ".unknown.1" in f["key"]]
        assert kept == [value for k, (value, _) in printed.annex.answer().items() if row_of(k) == key]


def _same_group(key: str) -> set[str]:
    """Behind an unknown row it is no longer certain in which group the next one stands."""
    group = key.rpartition("_")[0]
    return {shared for shared in SHARED if shared.startswith(f"{group}_")}


def test_a_number_lost(printed: Printed, read: Read) -> None:
    """A cell of the row is gone: none of its cells is assigned, and the row is named."""
    for key, place in printed.places.items():
        columns = len(printed.annex.heads)
        for lost in range(1, columns + 1):
            row = list(printed.table[place])
            del row[-lost]
            report = read(printed.text({place: [row]}))
            assert_others_right(report, printed.annex, {key}, gone={key})
            assert said_of(report, "ROW.CELLS") == {key}


def test_a_number_emptied(printed: Printed, read: Read) -> None:
    """An empty cell is a blank, and nothing else moves."""
    for key, place in printed.places.items():
        row = [*printed.table[place][:-1], ""]
        report = read(printed.text({place: [row]}))
        last = ".".join(part for part in (key, list(printed.annex.heads)[-1]) if part)
        (figure,) = [f for f in report["figures"] if f["key"] == last]
        assert (figure["status"], figure["value"]) == ("blank", None)
        assert_only(report, printed.annex, {key})
        assert said_of(report, "ROW.CELLS") == set()


def test_neighbours_exchanged(printed: Printed, read: Read) -> None:
    """Rows in another order keep their figures, and ROW.ORDER names them; out of their group they are unreadable."""
    for (one, first), (other, second) in zip(printed.places.items(), list(printed.places.items())[1:], strict=False):
        changes = {first: [printed.table[second]], second: [printed.table[first]]}
        report = read(printed.text(changes))
        torn = bool({one, other} & (SHARED | OPENING))
        assert_only(report, printed.annex, SHARED if torn else set())
        if torn:  # a row may now stand in the other's group: then it stands there twice, or has lost its own
            assert {f["rule"] for f in report["findings"]} & {"ROW.ORDER", "ROW.CELLS", "ROW.TWICE", "ROW.MISSING"}
        else:
            assert said_of(report, "ROW.ORDER") == {one, other}


def test_a_row_twice(printed: Printed, read: Read) -> None:
    """Printed again with the same cells it is one row; with others, neither is chosen."""
    for key, place in printed.places.items():
        row = printed.table[place]
        assert_only(read(printed.text({place: [row, row]})), printed.annex, set())
        report = read(printed.text({place: [row, [*row[:-1], "7777"]]}))
        assert said_of(report, "ROW.TWICE") == {key}
        assert_others_right(report, printed.annex, {key}, gone={key})


def test_heads_that_the_form_does_not_know(printed: Printed, read: Read) -> None:
    """Columns are told apart by their heads alone: without them every figure is unreadable."""
    heads = list(printed.table[0])
    for place in range(len(heads) - len(printed.annex.heads), len(heads)):
        for unknown in ("区直单位统计数", "1999年度", "往年合计"):
            changed = [*heads[:place], unknown, *heads[place + 1 :]]
            report = read(printed.text({0: [changed]}))
            assert {f["status"] for f in report["figures"]} == {"unreadable"}
            assert said_of(report, "ROW.CELLS") == set(printed.places)
            assert report["checks"]["passed"] == report["checks"]["failed"] == 0


def test_the_same_head_twice(annexes: "Mapping[str, Annex]", read: Read) -> None:
    """Two columns of 2009年度: which is which cannot be told."""
    annex = annexes["fujian_putian_2009"]
    first, *rows = annex.plain()
    report = read(annex.html([[*first[:3], first[2]], *rows]))
    assert {f["status"] for f in report["figures"]} == {"unreadable"}


def test_a_row_of_a_local_form(annexes: "Mapping[str, Annex]", read: Read) -> None:
    """A topic that the national form does not have is kept under a key of its own."""
    annex = annexes["national_2014"]
    first, *rows = annex.plain()
    report = read(annex.html([first, *rows[:5], ["其中：财务预决算公开数", "条", "19"], *rows[5:]]))
    (unknown,) = [f for f in report["figures"] if ".unknown." in f["key"]]
    assert (unknown["key"], unknown["value"], unknown["unit"]) == ("b.unknown.1", 19, "条")
    assert unknown["label"] == "其中：财务预决算公开数"
    assert_only(report, annex, set())


def test_columns_of_several_bodies_are_not_guessed(annexes: "Mapping[str, Annex]", read: Read) -> None:
    """Anhui prints 区政府, 区直单位 and 乡镇街道 beside each other: none of them is the report's figure."""
    annex = annexes["national_2014"]
    heads = ["统计指标", "单位", "区政府统计数", "区直单位统计数", "乡镇街道统计数"]
    report = read(annex.html([heads, *([*row, "1", "2"] for row in annex.plain()[1:])]))
    assert report["forms"] == {"annex": "national_2014"}
    assert {f["status"] for f in report["figures"]} == {"unreadable"}
