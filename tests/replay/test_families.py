"""Lists of each family crawled from simulated portals: all pages read, and whatever is missing told."""

from typing import Any

import pytest

LISTS: dict[str, dict[str, Any]] = {
    "trs": {"family": "trs"},
    "trs, rows said": {
        "family": "trs",
        "switches": {"pager": "createPageHTML_rows", "rows_as": "tr", "declares": True},
    },
    "trs, rows in script": {"family": "trs", "switches": {"rows_as": "script", "pager": "createPage"}},
    "trs, countPage": {"family": "trs", "switches": {"rows_as": "dl", "pager": "countPage", "extension": "shtml"}},
    "hanweb": {"family": "hanweb"},
    "hanweb, older": {
        "family": "hanweb",
        "switches": {"proxy": "/module/jpage/dataproxy.jsp", "rows_as": "tr", "protocol_relative": True},
    },
    "hanweb, dates split": {"family": "hanweb", "switches": {"rows_as": "split"}},
    "hanweb, dates in links": {"family": "hanweb", "switches": {"rows_as": "span"}},
    "hanweb, jpaas": {"family": "hanweb", "switches": {"paging": "jpaas"}},
    "vsb": {"family": "vsb"},
    "vsb, script alone": {"family": "vsb", "switches": {"pager": "goto"}},
    "mh": {"family": "mh"},
    "mh, links": {"family": "mh", "switches": {"pager": "links"}},
}


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> dict[str, Any]:
    """Every list's account, recorded."""
    accounts: dict[str, Any] = crawl_portals(LISTS)
    return accounts


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_more_than_sixty_rows_is_crawled_whole(told: dict[str, Any], name: str) -> None:
    account = told[name]
    own = {url for url, kind, _, _ in account["published"] if kind == "own_report"}
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert len(account["published"]) >= 60
    assert own <= set(account["pages"])
    assert set(account["rows"]) <= {url for url, *_ in account["published"]}


def test_a_second_address_of_a_document_is_not_asked_for(told: dict[str, Any]) -> None:
    for name in ("trs", "vsb", "mh"):
        twins = {url for url, kind, _, _ in told[name]["published"] if kind == "twin"}
        assert twins
        assert not twins & {url for _, url in told[name]["asked"]}


@pytest.mark.parametrize("name", ["trs", "hanweb", "vsb", "mh"])
def test_the_files_beside_reports_are_fetched_as_documents_of_them(told: dict[str, Any], name: str) -> None:
    account = told[name]
    files = {file: url for url, kind, _, file in account["published"] if kind == "own_report" and file}
    assert len(files) > 5
    assert account["files"] == files
    assert set(account["attachments"]) == set(files)
