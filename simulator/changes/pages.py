"""Answers with status 200 that are not what was asked for."""

from dataclasses import replace
from typing import Any

from simulator.message import Answer, Asked, html_answer, typed_answer
from simulator.rules import Change, Portals

REFRESH = '<meta http-equiv="refresh" content="0;URL={}" />'
STUB = "<html><head><title>列表</title></head><body><div class='list'></div><!-- {} --></body></html>"
SOFT_404 = "<html><head><title>页面不存在</title></head><body><h1>您访问的页面不存在</h1>{}</body></html>"

FORM = {"content-type": "application/x-www-form-urlencoded"}


def only(length: int) -> Change:
    """So many bytes of the answer: 0, a firewall's 2 ([V] 平潭), a paging call's 54 ([V] nhsa)."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, body=answer.body[:length])

    return change


def refresh(target: str = "../") -> Change:
    """Nothing but a refresh: what 平潭 answers for a removed document ([V])."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return html_answer(REFRESH.format(target))

    return change


def stub() -> Change:
    """A page of the list without rows, 300 to 400 bytes ([V-prose] ministries)."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return html_answer(STUB.format("-" * 250))

    return change


def soft_404() -> Change:
    """A long page that says that there is no such page."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return html_answer(SOFT_404.format("<p>请检查地址，或者返回首页重新查找。</p>" * 40))

    return change


def index_page() -> Change:
    """The first page of the list, whatever was asked ([V] a brake after a burst)."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return portal.plain(Asked(asked.host, portal.list_path))

    return change


def same_as(target: str) -> Change:
    """What stands at another address of the portal, as with a page that is repeated; behind `#` a form to be posted."""
    address, _, form = target.partition("#")
    how: dict[str, Any] = {"method": "POST", "body": form.encode(), "headers": FORM} if form else {}

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return portal.plain(replace(asked, target=address, **how))

    return change


def cut_mid_row() -> Change:
    """The first half of the page, ended inside a link, with the right length for what is sent."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        link = answer.body.rfind(b"href=", 0, len(answer.body) // 2)
        return replace(answer, body=answer.body[: max(link, 0) + 8])

    return change


def replaced(old: str, new: str) -> Change:
    """The page with some text put in place of other text."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return replace(answer, body=answer.body.replace(old.encode("utf-8"), new.encode("utf-8")))

    return change


def robots(text: str) -> Change:
    """This robots.txt."""

    def change(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return typed_answer(text, "text/plain")

    return change
