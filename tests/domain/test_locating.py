"""From a publisher's name to a division: certain, or not at all."""

from pathlib import Path

import pytest

from nianbao.domain.divisions import Located, candidates, full_name, locate, regions

ZHOUSHAN, SHANGHAI = "330903", "310107"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("重庆市九龙坡区人民政府办公室", "500107"),
        ("普洱市思茅区", "530802"),
        ("思茅区", "530802"),
        ("淮安市洪泽区人民政府", "320813"),
        ("沭阳县发展和改革局", "321322"),
        ("国家税务总局沭阳县税务局", "321322"),
        ("平潭综合实验区", "350128"),
        ("福建省平潭综合实验区管委会", "350128"),
        ("平潭综合实验区地方税务局", "350128"),
        ("平潭县人民政府", "350128"),
        ("平潭", "350128"),
        ("长沙县人民政府", "430121"),
        ("恩施州人民政府", "422800"),
        ("海南州人民政府", "632500"),
        ("广州市城市管理和综合执法局", "440100"),
        ("上海市闵行区绿化和市容管理局", "310112"),
        ("闵行区江川路街道办事处", "310112"),
        ("重庆市渝中人民政府", "500103"),
        ("乐山市中医医院", "511100"),
        ("上海市浦东新区人民政府", "310115"),
    ],
)
def test_the_longest_name_of_a_division_decides(name: str, code: str) -> None:
    assert locate(name).code == code


@pytest.mark.parametrize(
    "name",
    [
        "",
        "高岭镇人民政府",
        "区统计局",
        "浙江省监利县人民政府",
        "云南滇中新区临空先进制造业发展局",
        "兰州新区管委会",
        "示例县人民政府",
    ],
)
def test_a_name_that_is_not_on_the_list_is_not_its_parent_nor_its_namesake(name: str) -> None:
    assert locate(name) == Located(None)


@pytest.mark.parametrize("name", ["沐阳县", "沐阳县人民政府", "宿迁市沐阳县人民政府", "沐阳县发展和改革局"])
def test_a_look_alike_is_suggested_and_not_taken(name: str) -> None:
    assert locate(name) == Located(None, (), ("321322",))


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [("毫州市人民政府", ("341600",)), ("大治市", ("420281",)), ("荣阳市", ("410182",)), ("沐浴局", ())],
)
def test_look_alikes_come_from_the_table(name: str, suggestions: tuple[str, ...]) -> None:
    assert locate(name) == Located(None, (), suggestions)


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ("", None),
        ("浙江政务服务网", ZHOUSHAN),
        ("在舟山市门户网站发布", ZHOUSHAN),
        ("《上海市政府信息公开规定》", SHANGHAI),
        ("浙江省舟山市普陀区", ZHOUSHAN),
        ("地址:浙江中路1号,舟山路2号", None),
        ("学习浙江省和上海市的经验", None),
        ("浙江省、浙江省、浙江省、浙江省,其间考察上海市一次", ZHOUSHAN),
    ],
)
def test_a_homonym_is_told_by_clear_mentions_of_what_lies_above(context: str, code: str | None) -> None:
    assert locate("普陀区人民政府", context) == Located(code, (SHANGHAI, ZHOUSHAN))


def test_a_province_alone_does_not_tell_two_of_its_districts_apart() -> None:
    assert locate("鼓楼区", "江苏省").code is None
    assert locate("鼓楼区", "江苏省南京市").code == "320106"
    assert locate("鼓楼区", "江苏省").candidates == ("320106", "320302", "350102", "410204")


def test_a_name_inside_another_is_no_mention() -> None:
    assert locate("朝阳区", "朝阳区人民政府、朝阳区教育局").code is None


def test_a_short_name_before_a_department_needs_the_full_name_in_the_context() -> None:
    assert locate("沭阳发改局") == Located(None, ("321322",))
    assert locate("沭阳发改局", "沭阳县沭城街道").code == "321322"


def test_candidates_of_a_code_a_name_and_a_short_name() -> None:
    assert [region.code for region in candidates("430181")] == ["430181"]
    assert len(candidates("鼓楼区")) == 4
    assert [full_name(region.code) for region in candidates("吉林")] == ["吉林省", "吉林省吉林市"]


@pytest.mark.parametrize("organ", ["人民政府", "城市管理局", "城关镇人民政府"])
def test_every_division_is_found_by_its_full_name(organ: str) -> None:
    lost = [code for code in regions() if locate(full_name(code) + organ).code != code]
    assert lost == []


def test_the_seed_of_zhoushan_is_told_from_shanghai(shared: Path) -> None:
    text = (shared / "seeds" / "putuo_zhoushan_2020.txt").read_text(encoding="utf-8")
    assert locate("普陀区", text).code == ZHOUSHAN
