"""Edits change what stands on the portal, and the ledger with it; a mirror serves an altered copy."""

from typing import Any

from simulator.families import FAMILIES, Trs, Vsb
from simulator.mirror import Mirror
from simulator.portal import Portal
from simulator.server import Simulator

KEY = "t3.granted.natural_person"


def test_one_cell_there_and_back(client: Any) -> None:
    portal = Portal(Vsb())
    report = portal.reports()[2023]
    with Simulator(portal) as simulator:
        get = client(simulator).get
        first = get(report.url).text
        before = portal.edit_cell(2023, KEY, "987")
        second = get(report.url).text
        portal.edit_cell(2023, KEY, before)
        third = get(report.url).text
    changed = [(old, new) for old, new in zip(first.splitlines(), second.splitlines(), strict=True) if old != new]
    ((old, new),) = changed
    assert new == old.replace(f">{before}<", ">987<", 1)
    assert third == first
    assert (report.figures[KEY], portal.reports()[2023].figures[KEY]) == (before, before)


def test_a_report_issued_anew_under_another_address(client: Any) -> None:
    for made in FAMILIES.values():
        portal = Portal(made())
        old = portal.reports()[2023]
        portal.reissue(2023)
        new = portal.reports()[2023]
        with Simulator(portal) as simulator:
            get = client(simulator).get
            assert (get(old.url).status, get(new.url).status) == (404, 200)
        assert old.url != new.url
        assert (new.figures, len(portal.ledger())) == (old.figures, 64)


def test_a_deleted_report(client: Any) -> None:
    portal = Portal(Trs())
    gone = portal.reports()[2022]
    portal.delete(2022)
    with Simulator(portal) as simulator:
        get = client(simulator).get
        assert get(gone.url).status == 404
        assert gone.title not in get(portal.list_url).text
    assert 2022 not in portal.reports()


def test_another_title(client: Any) -> None:
    portal = Portal(Trs())
    portal.retitle(2024, "示例县人民政府2024年政府信息公开工作年度报告（更正）")
    with Simulator(portal) as simulator:
        assert "（更正）" in client(simulator).get(portal.reports()[2024].url).text


def test_a_hijacked_copy_on_a_foreign_host(client: Any) -> None:
    portal = Portal(Trs())
    mirror = Mirror(portal)
    portal.add_foreign(2024, mirror.url_of(2024))
    with Simulator(portal, mirror) as simulator:
        get = client(simulator).get
        listed = get(portal.list_url).text
        copy = get(mirror.url_of(2024)).text
        true = get(portal.reports()[2024].url).text
    assert f'href="{mirror.url_of(2024)}"' in listed
    assert "信(xìn)息公(gōng)開" in copy
    assert portal.host in true
    assert (mirror.host in copy, portal.host in copy) == (True, False)
    assert f">{portal.reports()[2024].figures['t3.disposed.total']}<" in copy
    assert [entry.url for entry in portal.ledger() if entry.kind == "foreign"] == [mirror.url_of(2024)]
