"""DDI-Codebook 2.5: the study, its files and every column, as archives of social-science data take it in.

Names and order of the elements are those of the standard (ddi:codebook:2_5); optional elements that we have nothing to
say under are left out.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from lxml import etree

from nianbao.exports.codebook import Described
from nianbao.exports.columns import Column
from nianbao.exports.missing import missing_codes, spss_range
from nianbao.exports.selection import Selection
from nianbao.exports.shown import Shown
from nianbao.exports.tables import Table

NAMESPACE = "ddi:codebook:2_5"
TITLE = "nianbao: figures of the annual open-government-information reports of China"
TITLE_ZH = "中国政府信息公开工作年度报告数据"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ABSTRACT = (
    "Figures that Chinese administrative organs print in their annual reports on open government information, each "
    "traceable to the cell of the archived page it was read from; with every report that should be there and is not."
)
# The standard's names stand without a prefix; the stubs of lxml know no such map.
NAMESPACES: Any = {None: NAMESPACE}
Sized = Sequence[tuple[Table, int]]


def ddi_codebook(selection: Selection, shown: Shown, figures: Sequence[Described], tables: Sized) -> bytes:
    """The document in UTF-8; `tables` with their rows."""
    root = etree.Element(f"{{{NAMESPACE}}}codeBook", nsmap=NAMESPACES)
    root.set("version", "2.5")
    _study(root, selection, shown)
    for number, (table, rows) in enumerate(tables, start=1):
        _file(root, f"F{number}", table, rows)
    data = _add(root, "dataDscr")
    of_figure = {each.short_name: each for each in figures}
    for number, (table, _) in enumerate(tables, start=1):
        for place, column in enumerate(table.columns, start=1):
            described = of_figure.get(column.name) if table.name == "report_panel" else None
            _variable(data, f"F{number}", place, column, described)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _study(root: etree._Element, selection: Selection, shown: Shown) -> None:
    study = _add(root, "stdyDscr")
    _cited(study, shown)
    info = _add(study, "stdyInfo")
    _add(info, "abstract", ABSTRACT)
    summary = _add(info, "sumDscr")
    _add(summary, "timePrd", str(selection.first_year), event="start", date=str(selection.first_year))
    if selection.last_year < shown.as_of.year:
        _add(summary, "timePrd", str(selection.last_year), event="end", date=str(selection.last_year))
    _add(summary, "collDate", shown.day, event="end", date=shown.day)
    _add(summary, "nation", "China", abbr="CN")
    _add(summary, "geogUnit", ", ".join(selection.levels))
    _add(summary, "anlyUnit", "annual report of an administrative organ, and region-year without one")
    _add(summary, "universe", "regions that existed on 31 December of a year")
    _add(summary, "dataKind", "administrative records")
    collected = _add(_add(study, "method"), "dataColl")
    _add(collected, "collMode", "crawl of official portals, archived as WARC, read by two readers")
    terms = _add(_add(study, "dataAccs"), "useStmt")
    _add(terms, "conditions", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/")


def _cited(study: etree._Element, shown: Shown) -> None:
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", TITLE)
    _add(titles, "parTitl", TITLE_ZH, lang="zh")
    _add(titles, "IDNo", f"nianbao-{shown.release_id}")
    _add(_add(citation, "rspStmt"), "AuthEnty", "The nianbao authors")
    _add(_add(citation, "verStmt"), "version", shown.release_id, date=f"{shown.as_of.astimezone(UTC):%Y-%m-%d}")
    _add(citation, "biblCit", f"The nianbao authors: {TITLE}. Release {shown.release_id}, {shown.moment}.")


def _file(root: etree._Element, name: str, table: Table, rows: int) -> None:
    told = _add(_add(root, "fileDscr", ID=name), "fileTxt")
    _add(told, "fileName", table.name)
    size = _add(told, "dimensns")
    _add(size, "caseQnty", str(rows))
    _add(size, "varQnty", str(len(table.columns)))


def _variable(data: etree._Element, file: str, place: int, column: Column, told: Described | None) -> None:
    variable = _add(data, "var", ID=f"{file}V{place}", name=column.name, files=file)
    _add(variable, "labl", column.zh, lang="zh")
    _add(variable, "labl", column.en, lang="en")
    if column.type == "figure":
        least, greatest = spss_range()
        _add(_add(variable, "invalrng"), "range", min=str(least), max=str(greatest))
    if told is not None:
        _statistics(variable, told)
    _categories(variable, column)
    if column.key is not None:
        _add(variable, "concept", column.key)
    is_text = column.type in ("text", "moment", "word")
    _add(variable, "varFormat", type="character" if is_text else "numeric")


def _statistics(variable: etree._Element, told: Described) -> None:
    _add(variable, "sumStat", str(told.n), type="vald")
    for name, value in (("min", told.min), ("medn", told.median), ("max", told.max)):
        if value is not None:
            _add(variable, "sumStat", repr(value), type=name)
    for language, lines in (("zh", (told.definition_zh, told.caveat_zh)), ("en", (told.definition_en, told.caveat))):
        if said := " ".join(line for line in lines if line):
            _add(variable, "txt", said, lang=language)


def _categories(variable: etree._Element, column: Column) -> None:
    for each in column.categories:
        _category(variable, str(each.number), (("zh", each.zh), ("en", each.en)), {})
    if column.type == "figure":
        for reason in missing_codes():
            _category(variable, str(reason.spss), (("zh", reason.zh), ("en", reason.en)), {"missing": "Y"})


def _category(variable: etree._Element, value: str, labels: Iterable[tuple[str, str]], marks: dict[str, str]) -> None:
    category = _add(variable, "catgry", **marks)
    _add(category, "catValu", value)
    for language, label in labels:
        _add(category, "labl", label, lang=language)


def _add(
    above: etree._Element, tag: str, text: str | None = None, /, *, lang: str | None = None, **marks: str
) -> etree._Element:
    made = etree.SubElement(above, f"{{{NAMESPACE}}}{tag}", marks)
    made.text = text
    if lang is not None:
        made.set(LANG, lang)
    return made
