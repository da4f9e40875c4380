"""The JSON interface: a page at a time, nothing lost between pages, tagged, and described."""

import httpx
import pytest

PREFIX = "/api/v1"


def walk(client: httpx.Client, address: str) -> list[dict[str, object]]:
    """All rows of a list, by following `next`."""
    rows: list[dict[str, object]] = []
    following: str | None = address
    while following is not None:
        told = client.get(following).json()
        rows += told["items"]
        following = told["next"]
    return rows


def test_pages_together_hold_each_row_once(client: httpx.Client) -> None:
    address = f"{PREFIX}/figures?report=990101-ga207d5d9-2022-a"
    whole = client.get(f"{address}&limit=1000").json()
    assert whole["next"] is None
    assert walk(client, f"{address}&limit=50") == whole["items"]
    assert len({row["cell_id"] for row in whole["items"]}) == len(whole["items"]) == 190


def test_a_figure_is_as_printed(client: httpx.Client) -> None:
    address = f"{PREFIX}/figures?report=990101-ga207d5d9-2021-a&key=t3.partially_granted.total"
    (row,) = client.get(address).json()["items"]
    assert (row["value"], row["status"]) == (None, "blank")


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("regions?q=示例县", 1),
        ("regions?province=990000", 4),
        ("series?region=990101", 2),
        ("series?region=990101&coverage=own", 1),
        ("reports?region=990101&year=2023", 2),
        ("coverage?region=990101&year=2018", 1),
        ("search?q=依法公开", 10),
    ],
)
def test_a_list_holds_what_is_asked_for(address: str, count: int, client: httpx.Client) -> None:
    told = client.get(f"{PREFIX}/{address}").json()
    assert len(told["items"]) == count
    assert told["state"].startswith("dev-")


def test_one_of_a_list_has_an_address_of_its_own(client: httpx.Client) -> None:
    assert client.get(f"{PREFIX}/regions/990101").json()["name_zh"] == "示例县"
    assert client.get(f"{PREFIX}/reports/990101-ga207d5d9-2022-a").json()["year"] == 2022
    missing = client.get(f"{PREFIX}/reports/990101-nobody-2022-a")
    assert missing.status_code == 404
    assert set(missing.json()["message"]) == {"en", "zh"}


@pytest.mark.parametrize("address", ["figures?limit=1001", "figures?limit=0", "regions?province=x", "search?q=x"])
def test_what_is_beyond_the_limits_is_refused(address: str, client: httpx.Client) -> None:
    assert client.get(f"{PREFIX}/{address}").status_code == 400


def test_what_the_caller_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(f"{PREFIX}/reports?region=990101")
    again = client.get(f"{PREFIX}/reports?region=990101", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_describes_itself_and_only_reads(client: httpx.Client) -> None:
    described = client.get(f"{PREFIX}/openapi.json").json()
    assert {f"{PREFIX}/{name}" for name in ("regions", "series", "reports", "figures", "coverage", "search")} <= set(
        described["paths"]
    )
    assert {method for path in described["paths"].values() for method in path} == {"get"}
    assert all(path.startswith(f"{PREFIX}/") for path in described["paths"])
