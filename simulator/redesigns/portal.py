"""A portal before and after its redesign, with what stands around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from simulator.families.base import Family
from simulator.places import Place
from simulator.redesigns.chance import Chance, words
from simulator.redesigns.hosts import UNKNOWN, Altered, Content, Host
from simulator.redesigns.kinds import KINDS, Moved, manner_of, moved
from simulator.redesigns.menus import Pages, listed, search_form
from simulator.redesigns.publications import place_numbered, usual
from simulator.redesigns.section import Section, made_family, numbered
from simulator.redesigns.traps import Trap, traps

SEED = 20261122
FAMILIES: Sequence[str] = ("trs", "hanweb", "vsb", "mh", "shanghai", "ucap", "gkmlpt", "longcom")
# On this day the new portals took the articles over.
TAKEN_OVER = date(2026, 9, 14)


@dataclass
class Redesign:
    """A portal by its number: the kind of its move follows from it. `truth`: where the column stands afterwards."""

    number: int
    families: Sequence[str] = FAMILIES
    kind: str = field(init=False)
    place: Place = field(init=False)
    before: Section = field(init=False)
    truth: Moved = field(init=False)
    traps: list[Trap] = field(init=False)
    hosts: dict[str, Host] = field(init=False)

    def __post_init__(self) -> None:
        self.kind = KINDS[self.number % len(KINDS)]
        self.place = place_numbered(self.number)
        self.chance = Chance(SEED, self.number)
        stem = f"shili-{self.number:03}.gov.cn"
        self.home_host = f"www.{stem}"
        self.old_host = f"xxgk.{stem}" if self.kind == "other_host" else self.home_host
        self.new_host = f"zwgk.{stem}" if self.kind == "other_host" else self.home_host
        self.mirror_host = f"{self.home_host}.gonggao-{self.number:03}.test"
        turn = self.number // len(KINDS)
        self.old_family = self.families[turn % len(self.families)]
        others = [one for one in self.families if one != self.old_family]
        self.new_family = self.chance.one_of(others) if self.kind == "other_family" else self.old_family
        old = made_family(self.old_family, self.chance)
        self.before = Section(old, self.place, self.old_host, numbered(usual(self.place), self.chance))
        self.hosts = {host: Host(host, Content()) for host in (self.home_host, self.new_host)}
        self.hosts[self.old_host] = Host(self.old_host, Content(sections=[self.before]))

    @property
    def family(self) -> Family:
        """The software of the old list, as a registry row has it."""
        return self.before.family

    @property
    def list_url(self) -> str:
        """The old list."""
        return self.before.list_url

    def redesign(self) -> None:
        """Be the new portal from now on."""
        menus = Pages(f"{self.place.government}门户网站", self.chance, manner_of(self.kind, self.chance))
        self.truth = moved(self.kind, self.new_family, self.place, self.new_host, TAKEN_OVER, self.chance, menus)
        self.traps = traps(self.place, self.number, self.home_host, TAKEN_OVER, self.chance)
        contents = {host: Content(unknown=self.chance.one_of(UNKNOWN)) for host in self.own_hosts}
        for trap in self.traps:
            contents.setdefault(trap.section.host, Content()).sections.append(trap.section)
        home = contents[self.home_host]
        contents[self.new_host].sections += self.truth.sections
        contents[self.new_host].pages |= self.truth.pages
        home.pages |= self.around(menus)
        home.data |= {path: text for path, text in menus.more.items() if path.endswith(".json")}
        home.pages |= {path: text for path, text in menus.more.items() if not path.endswith(".json")}
        contents[self.new_host].data |= home.data
        contents[self.new_host].pages |= {path: text for path, text in menus.more.items() if not path.endswith(".json")}
        contents[self.mirror_host] = Altered({host: contents[host] for host in self.own_hosts}, self.mirror_host)
        for host in self.hosts:
            self.hosts[host].become(contents.get(host, Content()))

    def take_away(self) -> None:
        """Have no column of one's own any more: what is left are the pages that led to it, and what looks like it."""
        content = self.hosts[self.new_host].content
        content.sections = [one for one in content.sections if one not in self.truth.sections]
        content.pages = {path: page for path, page in content.pages.items() if path not in self.truth.pages}

    def every_host(self) -> list[Host]:
        """All hosts, those of after the redesign too, which serve nothing before."""
        named = (self.mirror_host, f"www.shangji-{self.number:03}.gov.cn", f"www.linxian-{self.number:03}.gov.cn")
        for host in named:
            self.hosts.setdefault(host, Host(host, Content()))
        return list(self.hosts.values())

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The portal's own hosts afterwards."""
        return tuple(dict.fromkeys((self.home_host, self.new_host)))

    def own_bytes(self) -> list[bytes]:
        """Every page of the new portal, and every answer that it gave."""
        served = [body for host in self.own_hosts for body in self.hosts[host].served]
        return [*served, *(body for host in self.own_hosts for body in self.hosts[host].content.bodies(host))]

    # --- the pages around the column ----------------------------------------------------------------------------------

    def around(self, menus: Pages) -> dict[str, str]:
        """Home page, platform, catalogue, site map, search: pages by path."""
        chance, known = self.chance, words()
        pages: dict[str, str] = {}

        def stand(title: str, leads: Sequence[tuple[str, str]], crumbs: Sequence[tuple[str, str]] = ()) -> str:
            path = f"{chance.folder(1)}{chance.word()}.html"
            pages[path] = menus.page(title, leads, crumbs=crumbs)
            return path

        def filler(titles: Sequence[str]) -> list[tuple[str, str]]:
            return [(title, stand(title, ())) for title in titles]

        column = (self.truth.called, self.truth.entry)
        trap = {one.name: (one.words, one.section.list_url) for one in self.traps}
        catalogue = stand(
            chance.one_of(known["statutory"]),
            chance.shuffled([*filler(chance.shuffled(known["beside_statutory"])[:4]), trap["department"], column]),
        )
        in_catalogue = self.kind == "deeper" or chance.often(0.3)
        beside = filler(known["beside_platform"][:3])
        platform_leads = [*beside, (chance.one_of(known["statutory"]), catalogue), trap["notices"]]
        platform_leads += [] if in_catalogue else [column]
        name = chance.one_of(known["platform"])
        platform = stand(name, chance.shuffled(platform_leads), crumbs=[("首页", "/")])
        maps = stand("网站地图", [(name, platform), column, trap["stale"], trap["explained"], trap["superior"]])
        search = f"{chance.folder(1)}{chance.word()}.html"
        pages[search] = menus.page("搜索结果", (), listed(self.sought()), plain=True)
        leads = [(name, platform), *filler(chance.shuffled(known["news"])[:5]), trap["explained"]]
        foot = [
            trap["stale"],
            trap["superior"],
            trap["neighbour"],
            (chance.one_of(known["mirror"]), self.mirror_list()),
        ]
        foot += [(chance.one_of(known["site_map"]), maps)] if chance.often(0.5) else []
        form = search_form(search) if chance.often(0.5) else ""
        home = menus.page("首页", chance.shuffled(leads), menus.menu(chance.shuffled(foot), "links") + form)
        return pages | self.entrance(home)

    def entrance(self, home: str) -> dict[str, str]:
        """The home page, or a page that sends on to it."""
        manner = self.chance.one_of(("direct", "direct", "direct", "refresh", "script", "frames"))
        if manner == "direct":
            return {"/": home}
        path = f"/{self.chance.word()}/index.html"
        filled = "<p>页面自制，供测试；地方不存在。</p>" * 8
        ways: Mapping[str, str] = {
            "refresh": f'<html><meta http-equiv="refresh" content="0;url={path}"><body>{filled}</body></html>',
            "script": f"<html><body>{filled}<script>window.location.href='{path}';</script></body></html>",
            "frames": f'<html><frameset rows="*"><frame src="{path}"></frameset>{filled}</html>',
        }
        return {"/": ways[manner], path: home}

    def mirror_list(self) -> str:
        """The column's address on the mirror."""
        return f"http://{self.mirror_host}/{self.truth.entry.split('/', 3)[3]}"

    def sought(self) -> dict[str, str]:
        """What the portal's search finds: address by title."""
        found: dict[str, str] = {}
        for section in (
            *self.truth.sections,
            *(one.section for one in self.traps if one.name in ("department", "stale")),
        ):
            for one in section.column:
                found.setdefault(one.title, section.url_of(one))
        return found
