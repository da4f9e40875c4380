"""What an organ is busy with, and what decided."""

import pytest

from nianbao.domain.sectors import rules, sector_of, sectors

CASES = {
    "general_government": ["浏阳市人民政府", "浏阳市人民政府办公室", "高岭镇人民政府", "平潭综合实验区管委会"],
    "education": ["沭阳县教育局", "示例大学", "沭阳县教育体育局"],
    "public_security": ["沭阳县公安局", "沭阳县公安局交通警察大队"],
    "ecology": ["宿迁市沭阳生态环境局", "沭阳县环境保护局"],
    "natural_resources": ["沭阳县自然资源和规划局", "沭阳县国土资源局"],
    "market_regulation": ["沭阳县市场监督管理局", "沭阳县工商行政管理局", "南通知识产权局", "沭阳县食品药品监督管理局"],
    "development_reform": ["沭阳县发展和改革局"],
    "health": ["沭阳县卫生健康局", "沭阳县人民医院", "沭阳县卫生和计划生育委员会"],
    "medical_security": ["沭阳县医疗保障局"],
    "human_resources": ["沭阳县人力资源和社会保障局"],
    "civil_affairs": ["舟山市民政局"],
    "veterans": ["退役军人事务局"],
    "agriculture": ["保康县农业农村局", "青川县乡村振兴局"],
    "housing_construction": ["九龙坡区住房和城乡建设委员会", "沭阳县住房公积金管理中心"],
    "urban_management": ["上海市闵行区绿化和市容管理局", "沭阳县城市管理综合行政执法局"],
    "government_services": ["来凤县政务服务局", "舟山市政务服务办公室", "沭阳县行政审批局"],
    "science_industry": ["渝中区经济信息委", "闵行区经济委员会", "沭阳县工业和信息化局"],
    "taxation": ["国家税务总局沭阳县税务局", "平潭综合实验区地方税务局"],
    "statistics": ["区统计局"],
    "finance": ["沭阳县财政局"],
    "state_assets": ["沭阳县政府国有资产监督管理委员会"],
    "emergency": ["沭阳县应急管理局", "沭阳县消防救援大队"],
    "transport": ["沭阳县交通运输局"],
    "water": ["沭阳县水利局"],
    "culture_sport_tourism": ["沭阳县文化广电和旅游局", "沭阳县档案馆"],
    "establishment": ["沭阳县机构编制委员会办公室"],
    "party_assembly": ["中共沭阳县委"],
    "unknown": ["沭阳县示例局", ""],
}


@pytest.mark.parametrize(("sector", "name"), [(sector, name) for sector, names in CASES.items() for name in names])
def test_the_name_tells_the_sector(sector: str, name: str) -> None:
    assert sector_of(name).name == sector


def test_what_decided_is_told() -> None:
    assert sector_of("沭阳县教育局").basis == "name: education (教育)"
    assert sector_of("浏阳市人民政府办公室").basis == "kind: government_office"
    assert sector_of("沭阳县示例局").basis == "none"


def test_words_of_the_divisions_name_decide_nothing() -> None:
    """水城区 has no water in it, 民族 is in a county's name."""
    assert sector_of("六盘水市水城区教育局").name == "education"
    assert sector_of("务川仡佬族苗族自治县审计局").name == "audit"


def test_the_list_is_closed_and_every_sector_is_reached_by_a_rule() -> None:
    reached = {rule.sector for rule in rules()} | {"general_government", "unknown"}
    assert reached == set(sectors())
