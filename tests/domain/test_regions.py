"""The list of divisions: whole, of one shape, and made by its recipe from the wheel alone."""

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from nianbao.domain.divisions import full_name, regions
from nianbao.domain.divisions.recipe import MEMBER, WheelChanged, main, read_wheel


def test_the_list_is_whole() -> None:
    assert Counter(region.level for region in regions().values()) == {"province": 34, "prefecture": 333, "county": 2847}


def test_every_code_has_six_digits_and_a_parent_above_it() -> None:
    above: dict[str, set[str | None]] = {
        "province": {None},
        "prefecture": {"province"},
        "county": {"province", "prefecture"},
    }
    for code, region in regions().items():
        assert len(code) == 6
        assert code.isdigit()
        parent = regions()[region.parent] if region.parent else None
        assert (parent.level if parent else None) in above[region.level]
        assert parent is None or code.startswith(parent.code.rstrip("0"))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("430181", "湖南省长沙市浏阳市"),
        ("310107", "上海市普陀区"),
        ("330903", "浙江省舟山市普陀区"),
        ("350128", "福建省福州市平潭县"),
        ("500107", "重庆市九龙坡区"),
        ("310112", "上海市闵行区"),
        ("530802", "云南省普洱市思茅区"),
        ("321322", "江苏省宿迁市沭阳县"),
        ("320813", "江苏省淮安市洪泽区"),
        ("441900", "广东省东莞市"),
        ("419001", "河南省济源市"),
        ("710000", "台湾省"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
    ],
)
def test_names_that_must_be_there(code: str, name: str) -> None:
    assert full_name(code) == name


def test_homonyms_are_all_there() -> None:
    counts = Counter(region.name for region in regions().values())
    assert counts["鼓楼区"] == counts["市中区"] == 4
    assert sum(count > 1 for count in counts.values()) == 28


def _wheel(folder: Path, county_code: str) -> Path:
    counties = {"示例县": county_code}
    provinces = {"示例省": {"code": "990000000000", "cities": {"": {"code": None, "counties": counties}}}}
    path = folder / "example.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, json.dumps({"provinces": provinces}))
    return path


def test_a_county_without_a_city_belongs_to_the_province(tmp_path: Path) -> None:
    rows = {region.code: region for region in read_wheel(_wheel(tmp_path, "999001000000"))}
    assert rows["999001"].parent == "990000"


def test_another_list_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    target = tmp_path / "regions.csv"
    with pytest.raises(WheelChanged, match="expected"):
        main(_wheel(tmp_path, "999001000000"), target)
    with pytest.raises(WheelChanged, match="not a code"):
        main(_wheel(tmp_path, "999001001000"), target)
    assert not target.exists()
