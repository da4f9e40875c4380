"""Which organs are one, renamed, and what the reforms made of them; read in the plans of 2008, 2013, 2018 and 2023."""

import pytest

from nianbao.domain.lineages import line_keys, line_of, reforms

SHUYANG, PINGTAN, SHANGYU = "321322", "350128", "330604"


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("沭阳县环境保护局", "沭阳县环保局", "沭阳县生态环境局", "江苏省宿迁市沭阳县生态环境局"), "ecology"),
        (
            ("沭阳县卫生和计划生育委员会", "沭阳县卫生健康委员会", "沭阳县卫健委", "沭阳县卫计委"),
            "health_family_planning",
        ),
        (("沭阳县农业局", "沭阳县农业委员会", "沭阳县农业农村局"), "agriculture"),
        (("沭阳县扶贫开发办公室", "沭阳县乡村振兴局"), "poverty_relief"),
    ],
)
def test_an_organ_that_is_renamed_is_one(names: tuple[str, ...], key: str) -> None:
    assert {line_of(name, SHUYANG).key for name in names} == {key}


@pytest.mark.parametrize(
    "names",
    [
        ("沭阳县工商行政管理局", "沭阳县质量技术监督局", "沭阳县食品药品监督管理局", "沭阳县市场监督管理局"),
        ("沭阳县国土资源局", "沭阳县规划局", "沭阳县自然资源和规划局"),
        ("沭阳县国家税务局", "沭阳县地方税务局", "国家税务总局沭阳县税务局"),
        ("沭阳县安全生产监督管理局", "沭阳县应急管理局"),
        ("沭阳县卫生局", "沭阳县人口和计划生育委员会", "沭阳县卫生和计划生育委员会"),
        ("沭阳县文化局", "沭阳县旅游局", "沭阳县文化和旅游局", "沭阳县文化广电旅游体育局"),
        ("沭阳县财政局", "沭阳县教育局"),
    ],
)
def test_organs_that_were_merged_are_several(names: tuple[str, ...]) -> None:
    assert len({line_of(name, SHUYANG).key for name in names}) == len(names)


def test_a_branch_is_not_its_organ() -> None:
    assert line_of("沭阳县生态环境局第一分局", SHUYANG).basis == "own name"


def test_a_region_that_was_renamed_keeps_its_organs() -> None:
    assert line_of("上虞市环境保护局", SHANGYU) == line_of("绍兴市上虞区生态环境局", SHANGYU)


def test_an_organ_of_a_zone_is_not_that_of_the_county_it_governs() -> None:
    assert line_of("平潭综合实验区地方税务局", PINGTAN).key == "zone.local_tax"
    assert line_of("平潭县地方税务局", PINGTAN).key == "local_tax"


def test_two_governments_of_one_region_are_two_lines() -> None:
    assert line_of("平潭综合实验区", PINGTAN).key == "pt"
    assert line_of("平潭县人民政府", PINGTAN).key == "ptx"


def test_every_reform_names_lines_there_are() -> None:
    assert {line for reform in reforms() for line in (*reform.before, *reform.after)} <= line_keys()


def test_a_renaming_stays_and_a_merger_leads_elsewhere_or_begins_anew() -> None:
    for reform in reforms():
        stays = set(reform.before) & set(reform.after)
        match reform.kind:
            case "rename":
                assert reform.before == reform.after, reform.id
            case "merge":
                assert not stays or reform.anew, reform.id
            case "split":
                assert not stays, reform.id
