"""Hosts whose portal is another one from a moment on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from simulator.certificates import Manner
from simulator.markup import shell
from simulator.message import Answer, Asked, html_answer, typed_answer
from simulator.redesigns.section import Section

# What is answered for an address at which nothing stands.
Unknown = Literal["gone", "soft", "home", "index", "refresh"]
UNKNOWN: Sequence[Unknown] = ("gone", "gone", "soft", "home", "index", "refresh")
SOFT = "您访问的页面不存在或已被删除"
ROBOTS = "User-agent: *\nDisallow: /admin/\n"


@dataclass
class Content:
    """What a host serves: pages and data by path, columns, and what stands for anything else."""

    pages: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    unknown: Unknown = "gone"

    def answer(self, asked: Asked) -> Answer:
        """What stands at an address."""
        if asked.path == "/robots.txt":
            return typed_answer(ROBOTS, "text/plain")
        if asked.path in self.pages:
            return html_answer(self.pages[asked.path])
        if asked.path in self.data:
            return typed_answer(self.data[asked.path], "application/json; charset=utf-8")
        told = [answer for section in self.sections if (answer := section.answer(asked)) is not None]
        # Columns on one software share its calls: that which knows the column asked for says more than `nothing`.
        return max(told, key=lambda answer: len(answer.body), default=None) or self.nothing()

    def nothing(self) -> Answer:
        """What is answered where nothing stands."""
        match self.unknown if "/" in self.pages else "gone":
            case "soft":
                return html_answer(shell("not_found").substitute())
            case "home":
                return replace(html_answer("", 302), headers=(("Location", "/"),))
            case "index":
                return html_answer(self.pages["/"])
            case "refresh":
                return html_answer('<meta http-equiv="refresh" content="0;URL=/" />')
            case _:
                return html_answer(shell("not_found").substitute(), 404)

    def bodies(self, host: str) -> list[bytes]:
        """Every page there is, as bytes: those by path, first pages of lists, articles."""
        asked = [Asked(host, path) for section in self.sections for path in section.pages()]
        stored = [text.encode() for text in (*self.pages.values(), *self.data.values())]
        return [*stored, *(self.answer(one).body for one in asked)]


class Host:
    """A host of the simulator: what it serves may be exchanged while it runs. `served`: every body that went out."""

    certificate: Manner = "good"

    def __init__(self, host: str, content: Content) -> None:
        self.host = host
        self.content = content
        self.served: list[bytes] = []

    def become(self, content: Content) -> None:
        """Serve something else from now on."""
        self.content = content
        self.served.clear()

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""
        answer = self.content.answer(asked)
        self.served.append(answer.body)
        return answer


class Altered(Content):
    """A copy of other hosts under a foreign one: their pages with other digits, and its own name in them."""

    def __init__(self, originals: Mapping[str, Content], host: str) -> None:
        super().__init__()
        self.originals = originals
        self.host = host

    def answer(self, asked: Asked) -> Answer:
        """The original's answer, digits of its figures moved by one."""
        for host, content in self.originals.items():
            answer = content.answer(replace(asked, host=host))
            if answer.status == 200:
                text = answer.body.decode("utf-8", "replace").replace(host, self.host)
                return replace(answer, body=moved(text).encode())
        return html_answer(shell("not_found").substitute(), 404)


def moved(text: str) -> str:
    """A text whose cells hold other numbers."""
    return text.replace(">1<", ">7<").replace(">2<", ">9<").replace(">0<", ">3<")
