"""Names, labels and words in two languages, within what each program takes, and read back from it."""

from typing import TYPE_CHECKING

import pyarrow.parquet
import pyreadstat

from nianbao.domain.report import Coverage, PublisherKind, Status
from nianbao.exports.columns import Column, categories, described, figure_columns, quantity_columns
from nianbao.exports.files.labels import clipped, in_bytes, label_of
from nianbao.exports.missing import missing_codes
from nianbao.store.codebook import codebook

if TYPE_CHECKING:
    from tests.exports.conftest import Exported


def test_names_fit_every_program() -> None:
    for columns in ((*described("place"), *figure_columns(codebook())), (*described("place"), *quantity_columns())):
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 32
        assert all(name.isidentifier() and name.isascii() for name in names)


def test_labels_come_back_in_both_languages(exported: "Exported") -> None:
    _, stata = pyreadstat.read_dta(exported.folder / "report_panel.dta", metadataonly=True)
    _, spss = pyreadstat.read_sav(exported.folder / "report_panel.sav", metadataonly=True)
    schema = pyarrow.parquet.read_schema(exported.folder / "report_panel.parquet")
    for meta in (stata, spss):
        labels = meta.column_names_to_labels
        assert labels["t3_gr_full_tot"] == "（一）予以公开｜总计 | granted, all applicants"
        assert labels["year"] == "报告年度 | Year reported on"
    assert schema.field("t3_gr_full_tot").metadata[b"label_zh"].decode() == "（一）予以公开｜总计"
    assert schema.field("t3_gr_full_tot").metadata[b"label_en"] == b"granted, all applicants"


def test_labels_stay_within_limits_and_apart() -> None:
    columns = figure_columns(codebook())
    short = [label_of(column, 80, len) for column in columns]
    assert max(map(len, short)) <= 80
    assert len(set(short)) == len({column.label for column in columns})
    assert max(in_bytes(label_of(column, 256, in_bytes)) for column in columns) <= 256
    words = [each.label for all_ in categories().values() for each in all_] + [each.label for each in missing_codes()]
    assert max(map(in_bytes, words)) <= 120


def test_a_long_label_is_cut_in_its_middle() -> None:
    column = Column("made", "figure", "示" * 60 + "总计", "first of all " * 8 + "in total")
    label = label_of(column, 80, len)
    assert len(label) == 80
    assert label.startswith("示")
    assert "总计 | first" in label
    assert label.endswith("total")


def test_texts_are_cut_between_characters() -> None:
    assert clipped("示例", 6).decode() == "示例"
    assert clipped("示例县", 8).decode() == "示…"


def test_words_of_the_domain_have_numbers() -> None:
    known = {name: {each.word for each in words} for name, words in categories().items()}
    assert {each.value for each in Status} | {"doubt", "withheld"} == known["status"]
    assert {each.value for each in Coverage} == known["coverage"]
    assert {each.value for each in PublisherKind} == known["kind"]
    for words in categories().values():
        assert len({each.number for each in words}) == len(words)


def test_words_come_back_as_labels(exported: "Exported") -> None:
    frame, meta = pyreadstat.read_dta(exported.folder / "long.dta")
    labels = meta.variable_value_labels["coverage"]
    assert {labels[code] for code in frame.coverage} == {"全区域各机关 the whole administration of the area"}
    frame, meta = pyreadstat.read_sav(exported.folder / "report_panel.sav")
    labels = meta.variable_value_labels["cell_state"]
    assert "已取得 held" in {labels[code] for code in frame.cell_state}
