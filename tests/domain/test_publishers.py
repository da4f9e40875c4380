"""Who signs: kinds, one name for one publisher, slugs of report ids."""

import re

import pytest

from nianbao.domain.publishers import canonical_name, kind_of, slug_of

KINDS = {
    "government": ["浏阳市人民政府", "闵行区", "普洱市思茅区", "浦东新区", "平潭县", "内蒙古自治区", "沐阳县人民政府"],
    "government_office": ["重庆市九龙坡区人民政府办公室", "广东省人民政府办公厅", "渝中区政府办", "普陀区政府办公室"],
    "department": [
        "沭阳县政府国有资产监督管理委员会",
        "北京市城市管理委员会",
        "沭阳县发展和改革局",
        "渝中区经济信息委",
        "舟山市政务服务办公室",
        "广州市城市管理和综合执法局",
    ],
    "subdistrict_or_township": ["驼峰路街道办事处", "高岭镇人民政府", "兴华乡", "闵行区江川路街道"],
    "zone_committee": ["平潭综合实验区", "福建省平潭综合实验区", "平潭综合实验区管委会", "兰州新区管理委员会"],
    "vertical": ["平潭综合实验区地方税务局", "国家税务总局沭阳县税务局", "沭阳县气象局", "昆明海关"],
    "authorised_organisation": ["示例大学", "示例县人民医院"],
    "state_council_organ": ["国务院办公厅", "国家发展和改革委员会", "公安部"],
    "other": ["", "中共示例县委", "示例"],
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names])
def test_the_end_of_the_name_tells_the_kind(kind: str, name: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "region", "canonical", "slug"),
    [
        ("平潭综合实验区", "350128", "平潭综合实验区", "pt"),
        ("平潭综合实验区管委会", "350128", "平潭综合实验区", "pt"),
        ("福建省平潭综合实验区管理委员会", "350128", "平潭综合实验区", "pt"),
        ("平潭县人民政府", "350128", "平潭县人民政府", "ptx"),
        ("浏阳市", "430181", "浏阳市人民政府", "gov"),
        ("湖南省浏阳市人民政府", "430181", "浏阳市人民政府", "gov"),
        ("重庆市九龙坡区政府办公室", "500107", "九龙坡区人民政府办公室", "office"),
        ("广东省人民政府办公厅", "440000", "广东省人民政府办公厅", "genoffice"),
        ("阿克苏地区行署", "652900", "阿克苏地区行政公署", "gov"),
    ],
)
def test_one_publisher_has_one_name_and_one_slug(name: str, region: str, canonical: str, slug: str) -> None:
    assert canonical_name(name, region) == canonical_name(canonical, region) == canonical
    assert slug_of(name, region) == slug_of(canonical, region) == slug


def test_a_department_is_one_with_and_without_its_parents_names() -> None:
    slug = slug_of("沭阳县发展和改革局", "321322")
    assert slug == slug_of("江苏省宿迁市沭阳县发展和改革局", "321322") == "d7c16d47c"
    assert slug != slug_of("沭阳县财政局", "321322")


def test_other_organs_of_a_zone_are_not_the_zone() -> None:
    assert slug_of("平潭综合实验区地方税务局", "350128") not in {"pt", "ptx"}
    assert canonical_name("平潭综合实验区地方税务局", "350128") == "平潭综合实验区地方税务局"


def test_a_name_without_a_region_stays_as_it_is() -> None:
    assert canonical_name("沐阳县人民政府", None) == "沐阳县人民政府"
    assert re.fullmatch("g[0-9a-f]{8}", slug_of("沐阳县人民政府", None))
