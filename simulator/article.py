"""The article of a page: sections and tables of a report, or a few lines that are none."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from sample.dress import PLAIN, table_html
from sample.tables import Table, table_of
from simulator.column import Publication
from simulator.figures import as_published, form_of_year
from simulator.places import Place, read_data

MARK = "模拟页面：由 nianbao 项目自制，供测试；地方不存在，数字和文字都是虚构的，不是任何机关的原文。"
GAP = re.compile(r"\{([^}]+)\}")


def article_html(publication: Publication, place: Place, host: str, *, with_tables: bool = True) -> str:
    """The article's markup, without the page around it; prose alone where its tables stand elsewhere."""
    prose = read_data("prose.toml")
    if not publication.is_report:
        return "\n".join(map(PLAIN.paragraph, prose["letter"]["paragraphs"]))
    form = form_of_year(publication.year)
    told = _told(publication, place, host)
    text = prose["annex" if form.startswith("fujian") else "national"]
    lines = [PLAIN.paragraph(_filled(text["preamble"], told))]
    for section in text["section"]:
        lines += _section(section, publication, form, told, with_tables)
    return "\n".join(lines)


def tables_of(publication: Publication) -> Iterator[Table]:
    """The tables of a report, in their order."""
    form = form_of_year(publication.year)
    for section in read_data("prose.toml")["annex" if form.startswith("fujian") else "national"]["section"]:
        if "table" in section:
            yield table_of(section["table"], form, as_published(publication.figures), publication.year)


def _section(
    section: Mapping[str, Any], publication: Publication, form: str, told: Mapping[str, str], with_tables: bool
) -> list[str]:
    lines = [PLAIN.paragraph(section["heading"])]
    if "table" in section and with_tables:
        figures = as_published(publication.figures)
        lines.append(table_html(table_of(section["table"], form, figures, publication.year), PLAIN))
    return lines + [PLAIN.paragraph(_filled(text, told)) for text in section.get("paragraphs", ())]


def _told(publication: Publication, place: Place, host: str) -> Mapping[str, str]:
    year = str(publication.year)
    return {**publication.figures, "place": place.name, "whole": place.whole, "host": host, "year": year}


def _filled(text: str, told: Mapping[str, str]) -> str:
    return GAP.sub(lambda gap: escape(told[gap[1]]), text)
