"""Pages and texts that are meant to hurt: refused with a reason, or read whole, fast and in little memory.

A text without end is no bomb by its size alone, so it may be read; what must not be is that a pattern walks it again
and again. Each is read, put on the forms and weighed in a process of its own, as readers are.
"""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

import extractors
from extractors import Refused

SECONDS, MEBIBYTES = 2.0, 300
MANY = 300_000


def page(inside: str) -> bytes:
    """An HTML page."""
    return f"<html><head><title>示例</title></head><body>{inside}</body></html>".encode()


def table(rows: str) -> bytes:
    """A page of one table."""
    return page(f"<table>{rows}</table>")


def sheet(rows: int) -> bytes:
    """An XLSX file of one sheet with a number in each row."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    paper = book.add_worksheet()
    for row in range(rows):
        paper.write_number(row, 0, 1)
    book.close()
    return file.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes | str], str]] = {
    "tables in tables": (lambda: page("<table><tr><td>" * 10**6), "nested|elements"),
    "elements in elements": (lambda: page("<div>" * 10**6), "nested|elements"),
    "elements nested just too deep": (lambda: page("<b>" * 199 + "x"), "nested"),
    "many rows": (lambda: table("<tr><td>1</td></tr>" * 100_000), "rows"),
    "many cells": (lambda: table("<tr>" + "<td>1" * MANY + "</tr>"), "cells"),
    "many tables": (lambda: page("<table><tr><td>1</td></tr></table>" * 10_000), "tables"),
    "a cell over a billion columns": (lambda: table('<tr><td colspan="1000000000">1</td></tr>'), "colspan"),
    "a cell over a billion rows": (lambda: table('<tr><td rowspan="1000000000">1</td></tr>'), "rowspan"),
    "many wide cells": (lambda: table(("<tr>" + '<td colspan="1000">1' * 40 + "</tr>") * 4000), "columns"),
    "many tall cells": (lambda: table(("<tr>" + '<td rowspan="1000">1' * 30 + "</tr>") * 4000), "columns"),
    "many lines": (lambda: "年报\n".encode() * 300_000, "lines"),
    "text of bars": (lambda: b"|" * MANY, "rows or"),
    "text of cells": (lambda: b"| 1 " * 250_000, "rows or"),
    "text of rows": (lambda: b"| 1 | 2 | 3 |\n" * 100_000, "rows or"),
    "text of flattened cells": (lambda: "1 |\n" * 100_000, "rows or"),
    "text of labels": (lambda: "（一）予以公开 |\n1 |\n" * 50_000, "rows or"),
    "bytes that are no text": (lambda: bytes(range(128, 256)) * 9000, "encoding|binary|unknown"),
    "sheet of many rows": (lambda: sheet(20_000), "rows"),
}

READ: dict[str, Callable[[], bytes | str]] = {
    "page that asks for a file": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page("<p>&x;</p>")
    ),
    "page of entities of entities": lambda: (
        b'<!DOCTYPE html [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>' + page("<p>&b;</p>" * 1000)
    ),
    "page of headings": lambda: page("<h1>政府信息公开年度报告</h1>" * 20_000),
    "page of elements that say hidden": lambda: page("<i hidden>1</i>" * 15_000),
    "page of template rows": lambda: page('<i v-for="a">1</i>' * 15_000),
    "page of hidden elements": lambda: page('<i style="display:none">1</i>' * 15_000),
    "page of styles": lambda: page("".join(f'<i style="color:#{n:06}">1</i>' for n in range(15_000))),
    "page of scripts": lambda: page("<script>1</script>" * 15_000),
    "page of metas": lambda: page('<meta name="a" content="b">' * 15_000),
    "page of one attribute": lambda: page(f'<p class="{"a" * MANY}">1</p>'),
    "page of attributes": lambda: page("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">1</p>"),
    "page of cells of breaks": lambda: table("<tr>" + "<td>1<br>" * 20_000 + "</tr>"),
    "text of digits": lambda: b"1" * MANY,
    "text of digits and blanks": lambda: b"1 " * MANY,
    "text of Chinese digits": lambda: "一" * MANY,
    "text of brackets": lambda: "（" * MANY,
    "text of annotations": lambda: "陽(yáng" * 60_000,
    "text of syllables": lambda: "陽(yáng)" * 60_000,
    "text of traditional places": lambda: "於乾縣" * 60_000,
    "text of headings": lambda: "一、总体情况" * 30_000,
    "text of heading lines": lambda: "一、总体情况\n" * 15_000,
    "text of titles": lambda: "2023年政府信息公开工作年度报告" * 10_000,
    "text of title lines": lambda: "示例县2023年政府信息公开工作年度报告\n" * 10_000,
    "text of claims": lambda: "收到政府信息公开申请12件，其中自然人申请3件。" * 4_000,
    "text of claims without end": lambda: "收到政府信息公开申请12件，其中" * 4_000,
    "text of publishers": lambda: "示例县人民政府办公室" * 20_000,
    "text of dates": lambda: "2023年1月1日至2023年12月31日" * 10_000,
    "text of marks": lambda: b"**#" * 100_000,
    "text of white space": lambda: b" " * MANY + b"1",
    "text of new lines": lambda: b"\n" * 199_999,
}


def bytes_of(made: Callable[[], bytes | str]) -> bytes:
    """What a case makes, as a file holds it."""
    content = made()
    return content.encode() if isinstance(content, str) else content


@pytest.mark.parametrize(("made", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_a_reason(made: Callable[[], bytes | str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        extractors.read(bytes_of(made))


def test_no_file_is_opened_and_no_entity_unfolded() -> None:
    for name in ("page that asks for a file", "page of entities of entities"):
        document = extractors.read(bytes_of(READ[name]))
        assert all(len(getattr(block, "text", "")) < 10 for block in document.blocks)


def test_each_is_cheap(tmp_path: Path) -> None:
    """Less than 2 s and less than 300 MiB, each in a process of its own."""
    every = {name: made for name, (made, _) in REFUSED.items()} | READ
    for name, made in every.items():
        (tmp_path / name).write_bytes(bytes_of(made))
    asked = [sys.executable, "-c", _READS_EACH, str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=True)
    costs = [line.rsplit(" ", 2) for line in done.stdout.splitlines()]
    assert {name for name, _, _ in costs} == set(every)
    dear = {name: (seconds, memory) for name, seconds, memory in costs if float(seconds) >= SECONDS}
    assert not dear
    assert not {name: memory for name, _, memory in costs if float(memory) >= MEBIBYTES}


_READS_EACH = """
import os, pathlib, sys
import extractors
from nianbao.checks import weigh
extractors.extract(extractors.read("示例县2023年政府信息公开工作年度报告".encode()))  # what is loaded once
for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    child = os.fork()
    if not child:
        try:
            weigh(extractors.extract(extractors.read(file.read_bytes())))
        except extractors.Refused:
            pass
        os._exit(0)
    _, status, cost = os.wait4(child, 0)
    assert status == 0, (file, status)
    print(file.name, cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024, flush=True)
"""
