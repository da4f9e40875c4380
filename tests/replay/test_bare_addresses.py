"""A portal without a name: the address that its row states is crawled, its neighbours are not."""

from typing import Any

import pytest

TITLE = "示例县人民政府2023年政府信息公开工作年度报告"
# As the registry has them: digits alone, and with a port of their own.
HOSTS = {"bare": "61.150.65.235", "with a port": "122.137.242.24:8080"}


def rows(*hrefs: str) -> list[tuple[str, str, str]]:
    """Rows of a list; each year's report at the next address."""
    return [
        (href, TITLE.replace("2023", str(2023 - place)), f"{2024 - place}-01-18") for place, href in enumerate(hrefs)
    ]


@pytest.fixture(scope="module")
def told(replay_all: Any, case: Any, report_page: Any, list_page: Any) -> dict[str, Any]:
    """Every case's account."""
    cases = {}
    for name, host in HOSTS.items():
        url = f"http://{host}/zfxxgk/t20240118_1.html"
        answers = [(url, {"body": report_page(TITLE)})]
        cases[name] = case(answers, {"family": "plain", "list_url": None, "reports": [url]})
        index = f"http://{host}/zfxxgk/"
        own = "./202401/t20240118_1.html"
        beside = {
            "a neighbour": "http://61.150.65.236/zfxxgk/202301/t20230118_1.html",
            "another spelling": f"http://{int.from_bytes(bytes([61, 150, 65, 235]))}/zfxxgk/202301/t20230118_1.html",
        }
        for kind, href in beside.items():
            listed = [
                (index, {"body": list_page(rows(own, href))}),
                (f"{index}{own[2:]}", {"body": report_page(TITLE)}),
                (href, {"body": report_page(TITLE.replace("2023", "2022"))}),
            ]
            cases[f"{name}, {kind}"] = case(listed, {"family": "trs", "list_url": index})
    accounts: dict[str, Any] = replay_all(cases)
    return accounts


@pytest.mark.parametrize("name", HOSTS)
def test_a_portal_on_a_bare_address_is_crawled(told: dict[str, Any], name: str) -> None:
    assert (told[name]["state"], len(told[name]["pages"]), told[name]["shortfalls"]) == ("complete", 1, [])


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("kind", ["a neighbour", "another spelling"])
def test_what_is_not_in_its_row_is_not_asked_for(told: dict[str, Any], name: str, kind: str) -> None:
    account = told[f"{name}, {kind}"]
    assert (account["state"], len(account["pages"])) == ("partial", 1)
    assert [short["trouble"] for short in account["shortfalls"]] == ["foreign_host"]
