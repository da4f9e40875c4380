"""The codebook as CSV, Markdown and HTML, from one source."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from html import escape
from importlib.resources import files
from io import StringIO

from nianbao.exports.codebook import Described, described_quantities
from nianbao.exports.columns import Column, categories, described
from nianbao.exports.files.csv_file import guarded
from nianbao.exports.listed import LISTED
from nianbao.exports.missing import missing_codes
from nianbao.exports.shown import Shown

Block = tuple[str, str, list[str], list[list[str]]]


def codebook_csv(figures: Sequence[Described]) -> str:
    """One row a figure; text as in the other CSV files."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(Described)])
    writer.writerows([guarded(_word(value)) for value in asdict(each).values()] for each in figures)
    return out.getvalue()


def codebook_markdown(shown: Shown, figures: Sequence[Described]) -> str:
    """The codebook for reading."""
    parts = [f"# Codebook 编码手册\n\nnianbao {shown.release_id}, as of {shown.moment}.\n\n{_rules()}"]
    for title, told, head, rows in _blocks(figures):
        parts.append(f"## {title}\n\n{told}")
        lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(parts) + "\n"


def codebook_html(shown: Shown, figures: Sequence[Described]) -> str:
    """The same as a page that needs nothing beside it: no script, no style of others."""
    paragraphs = "".join(f"<p>{escape(each)}</p>\n" for each in _rules().split("\n\n"))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Codebook {escape(shown.release_id)}</title></head>\n<body><h1>Codebook 编码手册</h1>\n"
        f"<p>nianbao {escape(shown.release_id)}, as of {escape(shown.moment)}.</p>\n{paragraphs}"
        + "".join(_table(*block) for block in _blocks(figures))
        + "</body></html>\n"
    )


def _table(title: str, told: str, head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<h2>{escape(title)}</h2>\n<p>{escape(told)}</p>\n<table><tr>{top}</tr>\n{body}</table>\n"


def _rules() -> str:
    return files(__package__).joinpath("codebook.md").read_text("utf-8").strip()


def _blocks(figures: Sequence[Described]) -> Iterator[Block]:
    codes = [
        [f".{each.letter}", str(each.spss), ", ".join(each.statuses), each.zh, each.en] for each in missing_codes()
    ]
    yield "Missing codes 缺失码", "Stata, SPSS, status files.", ["Stata", "SPSS", "status", "中文", "English"], codes
    for part, files_of in (("place", "wide files"), *((each.part, f"`{name}`") for name, each in LISTED.items())):
        yield (
            f"Columns of {files_of}",
            "What stands ahead of the figures.",
            ["column", "type", "中文", "English"],
            [_column(column) for column in described(part)],
        )
    words = [
        [name, each.word, str(each.number), each.zh, each.en] for name, all_ in categories().items() for each in all_
    ]
    yield "Words 取值", "In Stata and SPSS their numbers.", ["list", "word", "number", "中文", "English"], words
    quantities = [
        [
            each.name,
            each.label_zh,
            each.label_en,
            each.grade,
            each.caveat,
            "; ".join(f"{k}: {v}" for k, v in each.sums.items()),
        ]
        for each in described_quantities()
    ]
    head = ["column", "中文", "English", "grade", "caveat", "sum"]
    yield "Quantities of several forms 可比指标", "Columns of `report_panel_harmonised`.", head, quantities
    rows = [[_word(value) for value in asdict(each).values()] for each in figures]
    yield "Figures 指标", "Columns of the wide files.", [field.name for field in fields(Described)], rows


def _column(column: Column) -> list[str]:
    return [column.name, column.type, column.zh, column.en]


def _word(value: str | int | float | None) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
