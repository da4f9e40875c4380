"""Numbers that are no claim: plans, growth, other years, other organs, laws, dates. All sentences are ours."""

import time

import pytest

from extractors.claims import find_claims
from nianbao.domain.report import Coverage, Section

NOTHING_STATED = [
    # an absence without a number
    "全年未收取信息处理费。",
    "全年未收到政府信息公开申请。",
    "2023年，无收取信息处理费情况。",
    "本机关未发生因政府信息公开引起的行政复议、行政诉讼。",
    # plans and targets
    "2024年计划主动公开政府信息500条。",
    "下一步，力争全年主动公开政府信息500条以上。",
    "目标为主动公开政府信息500条。",
    "将继续扩大范围，确保主动公开政府信息500条。",
    "预计明年受理政府信息公开申请30件。",
    "每个乡镇应当主动公开政府信息不少于20条。",
    # growth
    "主动公开政府信息同比增长12%。",
    "收到政府信息公开申请较上年增加5件。",
    "政府信息公开申请同比减少3件。",
    "行政复议案件数比上年下降2件。",
    # another year
    "2022年收到政府信息公开申请44件。",
    "2022年，示例县收到政府信息公开申请44件。",
    "上年同期收到政府信息公开申请44件。",
    "去年受理政府信息公开申请44件。",
    "近三年共受理政府信息公开申请144件。",
    "条例施行以来累计受理政府信息公开申请1440件。",
    # other organs, other matters
    "其中县公安局受理政府信息公开申请12件。",
    "县公安局收到政府信息公开申请12件。",
    "各乡镇共收到政府信息公开申请12件。",
    "县区收到政府信息公开申请12件。",
    "县级部门共受理政府信息公开申请12件。",
    "全国行政机关收到政府信息公开申请50000件。",
    "受理12345热线诉求9000件，办结8900件。",
    "受理群众信访事项80件，办结79件。",
    "公开答复人大建议117件、政协提案128件。",
    "办理市长信箱留言731条。",
    "受理不动产登记申请3000件，办结2980件。",
    "依法办理企业登记申请500件。",
    "县行政复议局全年受理行政复议案件500件。",
    "县司法局办理行政复议案件20件。",
    "对20件规范性文件进行备案审查。",
    "清理规范性文件200件。",
    "合法性审核规范性文件35件。",
    "主动公开国土出让信息31条。",
    "主动公开行政许可信息250条。",
    "发布行政处罚结果290条。",
    "微信公众号主动公开政府信息300条。",
    "依申请公开转为主动公开57件。",
    "公开行政许可事项清单250项。",
    "发布行政公文和政策解读信息9条。",
    "发布县政府文件及解读信息66条。",
    "主动公开规章3件（含新制定1件，修改1件，废止1件）。",
    "制定规范性文件和规章工作有序，公开县政府规章3件，废止1件。",
    "政府信息公开专栏优化栏目25个。",
    # numbers that are not exact
    "主动公开政府信息2900多条。",
    "主动公开政府信息约2900条。",
    "主动公开政府信息2900条以上。",
    "收到政府信息公开申请近30件。",
    "收到政府信息公开申请20至30件。",
    # laws, documents, dates, rates, words
    "根据《政府信息公开条例》第三十六条答复申请人。",
    "落实国办函〔2020〕109号收取信息处理费的规定。",
    "信息处理费按件计收，每件收取信息处理费100元。",
    "政府信息公开申请答复率100%。",
    "收到政府信息公开申请后于20个工作日内答复。",
    "推进政府信息公开“一件事”集成服务。",
    "2023年11月收到上级关于政府信息公开申请办理的通知。",
    "举办政府信息公开培训班3次，参训120人次。",
    "不予受理政府信息公开申请3件。",
    "（一）主动公开情况。落实《示例县收到政府信息公开申请30件办理办法》。",
]


def keys_in(text: str, coverage: Coverage = Coverage.AGGREGATE) -> list[str]:
    sections = [Section(1, "overview", "一、总体情况", text)]
    claims = find_claims("", sections, year=2023, forms={}, keys=(), coverage=coverage)
    return [f"{claim.key} = {claim.value}" for claim in claims]


@pytest.mark.parametrize("text", NOTHING_STATED)
def test_what_is_not_stated_is_not_claimed(text: str) -> None:
    assert keys_in(text) == []


def test_there_are_enough_cases() -> None:
    assert len(NOTHING_STATED) >= 40


def test_an_organs_own_report_may_name_it() -> None:
    text = "县示例局共收到政府信息公开申请12件。"
    assert keys_in(text) == []
    assert keys_in(text, Coverage.OWN) == ["t3.new_received.total = 12"]


@pytest.mark.parametrize(
    "text",
    [
        "1",
        " ",
        "1件",
        "收到政府信息公开申请1件",
        "收到政府信息公开申请1件。",
        "依申请公开",
        "一二三百件",
        "(一)",
        "《",
        "受 理 ",
    ],
)
def test_a_paragraph_of_five_megabytes_costs_less_than_two_seconds(text: str) -> None:
    begun = time.process_time()
    keys_in(text * (5_000_000 // len(text)))
    assert time.process_time() - begun < 2
