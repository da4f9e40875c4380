"""A foreign host that serves a portal's pages again: traditional script, pinyin, the domain altered."""

from dataclasses import replace
from functools import cache

from opencc import OpenCC

from simulator.certificates import Manner
from simulator.message import Answer, Asked
from simulator.places import read_data
from simulator.portal import Portal


class Mirror:
    """Serves every page of a portal under another host, altered."""

    def __init__(self, portal: Portal, host: str = "www.gonggao.test", certificate: Manner = "good") -> None:
        self.portal = portal
        self.host = host
        self.certificate = certificate

    def url_of(self, year: int) -> str:
        """Where the copy of an own report stands: the portal's path on this host."""
        return f"http://{self.host}{self.portal.path_of(year)}"

    def answer(self, asked: Asked) -> Answer:
        """The portal's answer, its pages altered."""
        answer = self.portal.answer(replace(asked, host=self.portal.host))
        if not answer.header("Content-Type").startswith("text/html"):
            return answer
        return replace(answer, body=self.altered(answer.body.decode("utf-8")).encode("utf-8"))

    def altered(self, text: str) -> str:
        """A text as the mirror shows it."""
        traditional = _converter().convert(text.replace(self.portal.host, self.host))
        return "".join(f"{one}({sound})" if (sound := _pinyin().get(one)) else one for one in traditional)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


@cache
def _pinyin() -> dict[str, str]:
    sounds: dict[str, str] = read_data("mirror.toml")["pinyin"]
    return sounds
