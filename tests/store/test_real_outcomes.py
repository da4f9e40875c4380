"""Every real document with a table: its classes of outcomes add to what it prints as answered, or the rest is shown."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nianbao.checks import weigh
from nianbao.store.save import save_capture, save_report, start_crawl
from pipelines.reading import read_report

if TYPE_CHECKING:
    from tests.store.full_tables import Kept

# What each prints as its total of answers and as granted in full, read by eye.
PRINTED = {
    "samples/hongze_2024.pdf": (95, 50),
    "samples/shuyang_2025_ocr.md": (718, 294),
    "samples/shuyang_fgj_2023.html": (26, 26),
    "seeds/jiulongpo_2022.txt": (26, 12),
    "seeds/liuyang_2023.txt": (210, 89),
    "samples/pingtan_2011_excerpt.txt": (0, 0),
    "samples/pingtan_2014_excerpt.txt": (1, 1),
    "samples/pingtan_2021_excerpt.txt": (69, 30),
}
WITHOUT_TABLE = ("seeds/minhang_2023.txt", "seeds/putuo_zhoushan_2020.txt", "seeds/simao_2023.txt")
ASKED = "SELECT h_key, kind, value_alt FROM pub.harmonised WHERE kind IN ('class', 'residual') OR h_key = 'disposed'"


def harmonised(kept: "Kept", shared: Path, name: str) -> dict[str, tuple[str, Any]]:
    """What is made of a document, by quantity: kind and value."""
    read = weigh(read_report((shared / name).read_bytes(), "", None, room=True))
    organ = replace(read.publisher, region="350128", name=read.publisher.name or "示例县人民政府")
    capture = kept.make_capture(f"http://www.example.gov.cn/{name}")
    save_capture(kept.connection, start_crawl(kept.connection, ["example"], "replay"), "example", capture)
    placed = replace(read, publisher=organ)
    save_report(kept.connection, site="example", capture=capture, content_digest=name, report=placed, reader="1+a")
    return {h_key: (kind, value) for h_key, kind, value in kept.ask(ASKED)}


@pytest.mark.parametrize("name", PRINTED)
def test_classes_and_what_they_leave_are_the_total(kept: "Kept", shared: Path, name: str) -> None:
    found = harmonised(kept, shared, name)
    total, granted = PRINTED[name]
    assert found["disposed"] == ("series", total)
    assert found["full_grant"] == ("class", granted)
    assert found["outcome_residual"] == ("residual", 0)
    assert sum(value for kind, value in found.values() if kind == "class") == total


@pytest.mark.parametrize("name", WITHOUT_TABLE)
def test_a_report_without_table_gives_nothing(kept: "Kept", shared: Path, name: str) -> None:
    assert harmonised(kept, shared, name) == {}
