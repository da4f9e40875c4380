"""The text of a page and nothing else as a reader: behind each label of a form, as many numbers as it has columns.

What one gets from a page whose markup is thrown away (a line for each cell and paragraph), or from a text file
as it is. Labels are ours, and the form is the one most of whose labels are there, so that only the way of reading is
judged. It knows neither heads nor cells, so a blank shifts what stands behind it, and it tells no findings.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from parsel import Selector

from conformance.forms import NATIONAL, annexes, column_key
from sample.tables import APPLICANTS, BLOCKS, OUTCOMES, form_of

NUMBER = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?(?![\d.])")
# A cell that holds a table is layout; a paragraph in any other cell is that cell's text.
CELLS_AND_PARAGRAPHS = (
    "//*[self::td or self::th][not(.//table)] | //p[not(ancestor::*[self::td or self::th][1][not(.//table)])]"
)
Labels = Mapping[str, tuple[str, ...]]  # label without white space -> the keys of its row, in order


def read(body: bytes) -> Mapping[str, Any] | None:
    """The figures behind each label, as the JSON of the contract; null for what is no text."""
    text = _text(body)
    if text is None:
        return None
    figures: dict[str, float] = {}
    for labels in (_best([_table_2(form) for form in NATIONAL], text), _best(_rest(), text)):
        figures |= dict(_figures(labels, text))
    if any(name in text for name in ("行政复议", "行政诉讼")):
        figures |= dict(_table_4(text))
    rows = [{"key": key, "value": value, "status": "number"} for key, value in figures.items()]
    return {"figures": rows, "findings": [], "sections": [], "year": None}


def _text(body: bytes) -> str | None:
    """Cells and paragraphs between bars, white space taken out of each."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = body.decode("gb18030")
        except UnicodeDecodeError:
            return None
    if "<html" in text[:500].lower():
        parts = [one.xpath("string()").get("") for one in Selector(text).xpath(CELLS_AND_PARAGRAPHS)]
    else:
        parts = re.split(r"[|\n]", text)
    return "|".join(("", *("".join(part.split()) for part in parts), ""))


def _best(candidates: list[Labels], text: str) -> Labels:
    return max(candidates, key=lambda labels: sum(f"|{label}|" in text for label in labels))


def _table_2(form: str) -> Labels:
    return {row["label"]: tuple(row["keys"]) for block in form_of(form)["t2"] for row in block["rows"]}


def _rest() -> list[Labels]:
    tables = [
        {
            "".join(row["label"].split()): tuple(f"{row['key']}.{name}" for name in APPLICANTS)
            for row in form_of(form)["t3"]
        }
        for form in NATIONAL
    ]
    return [
        *tables,
        *(
            {
                "".join(row["label"].split()): tuple(column_key(row["key"], name) for name in annex.columns)
                for row in annex.rows
            }
            for annex in annexes().values()
        ),
    ]


def _figures(labels: Labels, text: str) -> Iterator[tuple[str, float]]:
    for label, keys in labels.items():
        start = text.find(f"|{label}|")
        if start >= 0:
            yield from zip(keys, _numbers(text, start + len(label) + 1, len(keys)), strict=False)


def _table_4(text: str) -> Iterator[tuple[str, float]]:
    """The fifteen numbers behind the last 总计."""
    keys = [f"t4.{block}.{outcome}" for block in BLOCKS for outcome in OUTCOMES]
    numbers = _numbers(text, text.rfind("总计"), len(keys))
    yield from zip(keys, numbers, strict=False)


def _numbers(text: str, start: int, count: int) -> list[float]:
    found = NUMBER.findall(text[start : start + 40 * count])[:count]
    return [float(one.replace(",", "")) for one in found]
