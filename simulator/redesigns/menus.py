"""How a page leads on: links as markup, as pictures, by script, as data, in frames."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from simulator.article import MARK
from simulator.markup import shell
from simulator.redesigns.chance import Chance

Leads = Sequence[tuple[str, str]]
# Before, for each link, after.
MARKUP: Mapping[str, tuple[str, str, str]] = {
    "links": ("<ul>", '<li><a href="{url}">{words}</a></li>', "</ul>"),
    "pictures": ("<p>", '<a href="{url}"><img src="/i.png" alt="{words}"></a>', "</p>"),
    "table": ("<table><tr>", '<td><a href="{url}">{words}</a></td>', "</tr></table>"),
    "onclick": ("<ul>", "<li onclick=\"location.href='{url}'\">{words}</li>", "</ul>"),
    "javascript": ("<p>", "<a href=\"javascript:window.open('{url}')\">{words}</a> ", "</p>"),
    "written": ("<script>", "document.write('<a href=\"{url}\">{words}</a>');\n", "</script>"),
}
SCRIPTED = ("onclick", "javascript", "written", "data", "fetched", "frame")


@dataclass
class Pages:
    """The pages of a host by path, and how its menus are made. `more`: pages that a menu has of its own."""

    site: str
    chance: Chance
    manner: str
    more: dict[str, str] = field(default_factory=dict)

    def page(self, title: str, leads: Leads, text: str = "", *, crumbs: Leads = (), plain: bool = False) -> str:
        """A page with a menu; `plain`: whatever the manner of this portal is, in links."""
        manner = "links" if plain else self.manner
        trail = " &gt; ".join(f'<a href="{escape(url)}">{words}</a>' for words, url in crumbs)
        return shell("redesign_page").substitute(
            site=self.site,
            title=title,
            mark=MARK,
            crumbs=f'<div class="{self.chance.word()}">您的位置：{trail} &gt; {title}</div>' if crumbs else "",
            menu=self.menu(leads, manner),
            text=text,
        )

    def menu(self, leads: Leads, manner: str) -> str:
        """A menu in a manner."""
        if manner in self.of_its_own:
            return self.of_its_own[manner](leads)
        before, each, after = MARKUP[manner]
        return before + "".join(each.format(url=escape(url), words=words) for words, url in leads) + after

    @property
    def of_its_own(self) -> Mapping[str, Callable[[Leads], str]]:
        """The manners that are more than markup."""
        return {"data": in_script, "fetched": self.fetched, "frame": self.framed}

    def fetched(self, leads: Leads) -> str:
        """A menu that a script asks for."""
        path = f"/{self.chance.word()}/{self.chance.word()}.json"
        self.more[path] = as_data(leads)
        return f'<script>$.getJSON("{path}", show);</script>'

    def framed(self, leads: Leads) -> str:
        """A menu in a frame."""
        path = f"/{self.chance.word()}/{self.chance.word()}.html"
        self.more[path] = self.page("导航", leads, plain=True)
        return f'<iframe src="{path}" width="200"></iframe>'


def in_script(leads: Leads) -> str:
    """A menu as data in the page."""
    return f"<script>var tree = {as_data(leads)};\nshow(tree);</script>"


def as_data(leads: Leads) -> str:
    """A menu as JSON."""
    return json.dumps(
        [{"id": place, "name": words, "url": url} for place, (words, url) in enumerate(leads)], ensure_ascii=False
    )


def search_form(path: str) -> str:
    """A search as home pages have it."""
    return f'<form action="{path}" method="get"><input type="text" name="q"><input type="submit" value="搜索"></form>'


def listed(titles: Mapping[str, str]) -> str:
    """Rows of a page that is no list of the software: address by title."""
    return "<ul>" + "".join(f'<li><a href="{url}">{title}</a></li>' for title, url in titles.items()) + "</ul>"
