"""Hanweb JCMS (大汉): the first records lie in a script of the column page, the rest are asked for by POST."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from simulator.article import MARK
from simulator.column import Publication
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell
from simulator.message import Answer, Asked, html_answer, typed_answer

# [V] One call returns up to three screen pages.
SCREENS_A_CALL = 3
# [V] What a portal answers to a call that it does not like, in bytes.
EMPTY_LENGTH = 54
EMPTY = b'<?xml version="1.0"?><datastore></datastore>'.ljust(EMPTY_LENGTH)
# [V] 丽水: a report by organ and year.
ANNUAL = "/module/xxgk/xxgkAnnualReport.jsp"
SEARCH = "/module/xxgk/search.jsp"
JPAAS = "/api-gateway/jpaas-publish-server/front/page/build/unit"


@dataclass(frozen=True)
class Hanweb(Family):
    """`rows_as`: li, span, tr, split. `paging`: dataproxy or jpaas. `proxy`: the older portals' is /module/jpage/….

    `column_report`: the year whose report is a column page instead of an article. `get_too`: paging by GET works
    ([V] 江苏, 山东). `unit`: an encrypted blob on some portals, whose deep paging answers 54 bytes: `deep = False`.
    `paging` by_year: no list at all, a report is asked for by the organ's `area` and the year; the column page calls
    the last one, and `organs` stand beside the place's own where it links several; catalogue: rows come by POST to the
    search of the xxgk module; `declares`: it says how many there are.
    """

    name: ClassVar[str] = "hanweb"
    per_page: int = 8
    paging: str = "dataproxy"
    proxy: str = "/module/web/jpage/dataproxy.jsp"
    column: str = "1229"
    unit: str = "77"
    web: str = "9"
    template: str = "tpl0001"
    column_report: int | None = 2020
    get_too: bool = False
    deep: bool = True
    protocol_relative: bool = False
    area: str = "990102000026455"
    organs: tuple[str, ...] = ()
    declares: bool = False

    @property
    def list_path(self) -> str:
        """The column page."""
        return f"/col/col{self.column}/index.html"

    def article_path(self, publication: Publication) -> str:
        """`/art/YYYY/M/D/art_<column>_<number>.html`, or a column page that is the report."""
        if publication.kind == "own_report" and self.paging == "by_year":
            return self.year_path(publication.year)
        if publication.kind == "own_report" and publication.year == self.column_report:
            return f"/col/col{self.column}48{publication.number}/index.html"
        day = publication.date
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self.column}_{publication.number}.html"

    def year_path(self, year: int) -> str:
        """Where a year of the organ is asked for."""
        return f"{ANNUAL}?fbtime={year}&area={self.area}"

    def twin_path(self, original: Publication) -> str:
        """The address in the newer manner."""
        return f"/art/{original.date.year}/art_{sha256(str(original.number).encode()).hexdigest()[:32]}.html"

    def attachment_path(self, publication: Publication) -> str:
        """In a folder of its own."""
        number = publication.twin_of or publication.number
        day = publication.date
        return f"/attach/{day.year}/{day.month}/{day.day}/{number}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """Absolute."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The column page, or a call for more records."""
        calls = {self.list_path: self._column_page, self.proxy: self._proxy_answer, JPAAS: self._jpaas_answer}
        if self.paging == "by_year":
            calls = {self.list_path: self._years_page, ANNUAL: self._year_answer}
        if self.paging == "catalogue":
            calls = {self.list_path: self._catalogue_page, SEARCH: self._search_answer}
        called = calls.get(asked.path)
        return None if called is None else called(scene, asked)

    def _catalogue_page(self, scene: Scene, asked: Asked) -> Answer:
        del asked
        listed = shell("hanweb_catalogue").substitute(area=self.area, column=self.column)
        return html_answer(shell("hanweb_column").substitute(site=scene.site, mark=MARK, list=listed))

    def _search_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A page of the catalogue, to POST alone; a fragment."""
        fields = asked.fields
        said = tuple(fields.get(name) for name in ("area", "divid", "infotypeId"))
        if asked.method != "POST" or said != (self.area, f"div{self.column}", "A05"):
            return None
        page, total = int(fields.get("currpage") or 1), len(scene.column)
        shown = scene.column[(page - 1) * self.per_page : page * self.per_page]
        rows = (
            row_html("hanweb", ("odd", "even")[place % 2], one, self._href(scene, one))
            for place, one in enumerate(shown)
        )
        declared = f"共<b>{total}</b>条 " if self.declares else ""
        found = shell("hanweb_found").substitute(
            rows="\n".join(rows),
            said=f"{declared}共{-(-total // self.per_page)}页",
        )
        return html_answer(found)

    def _years_page(self, scene: Scene, asked: Asked) -> Answer:
        del asked
        newest = max(one.year for one in scene.column)
        links = {scene.place.government: self.area} if self.organs else {}
        links |= {name: f"{int(self.area) + place}" for place, name in enumerate(self.organs, 1)}
        listed = shell("hanweb_years").substitute(
            frame=self.year_path(newest).replace("&", "&amp;") if not self.organs else "about:blank",
            links="\n".join(
                f'<li><a href="{ANNUAL}?area={area}&amp;fbtime={newest}" target="f">{name}</a></li>'
                for name, area in links.items()
            ),
        )
        return html_answer(shell("hanweb_column").substitute(site=scene.site, mark=MARK, list=listed))

    def _year_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A year's report; a page that says that there is none."""
        year, area = asked.fields.get("fbtime", ""), asked.fields.get("area")
        if area != self.area or not year.isdigit():
            return None
        reports = (one for one in scene.column if one.kind == "own_report" and one.year == int(year))
        report = next(reports, None)
        if report is not None:
            return html_answer(self.article(scene, report))
        listed = shell("hanweb_no_year").substitute(
            year=year,
            options="".join(
                f'<option value="{one}"{" selected" * (one == int(year))}>{one}年</option>'
                for one in range(2008, 1 + max(one.year for one in scene.column))
            ),
            call=self.year_path(0).replace("fbtime=0&", ""),
        )
        return html_answer(shell("hanweb_column").substitute(site=scene.site, mark=MARK, list=listed))

    def _column_page(self, scene: Scene, asked: Asked) -> Answer:
        del asked
        paged = self.paging == "dataproxy"
        rows = scene.column[: self.per_page * (SCREENS_A_CALL if paged else 1)]
        records = self._records(scene, rows) if paged else self._rows(scene, rows)
        listed = shell(f"hanweb_{self.paging}").substitute(
            unit=self.unit,
            web=self.web,
            proxy=self.proxy,
            column=self.column,
            site=scene.site,
            template=self.template,
            per_page=self.per_page,
            total=len(scene.column),
            records=records,
        )
        return html_answer(shell("hanweb_column").substitute(site=scene.site, mark=MARK, list=listed))

    def _rows(self, scene: Scene, rows: Sequence[Publication]) -> str:
        return "\n".join(row_html("hanweb", self.rows_as, one, self._href(scene, one)) for one in rows)

    def _records(self, scene: Scene, rows: Sequence[Publication]) -> str:
        return "\n".join(f"<record><![CDATA[{self._rows(scene, [one])}]]></record>" for one in rows)

    def _href(self, scene: Scene, publication: Publication) -> str:
        address = self.address(publication)
        return f"//{scene.host}{address}" if self.protocol_relative and "://" not in address else address

    def _proxy_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        if self.paging != "dataproxy":
            return None
        fields = asked.fields
        said = tuple(fields.get(name) for name in ("columnid", "unitid", "webid"))
        known = said == (self.column, self.unit, self.web)
        allowed = asked.method == "POST" or self.get_too
        if not known or not allowed or not self.deep:
            return typed_answer(EMPTY, "text/xml; charset=utf-8")
        return typed_answer(self._datastore(scene, fields), "text/xml; charset=utf-8")

    def _datastore(self, scene: Scene, fields: dict[str, str]) -> str:
        per_page = int(fields.get("perpage", self.per_page))
        first = int(fields.get("startrecord", "1"))
        last = min(int(fields.get("endrecord", "0")), first - 1 + SCREENS_A_CALL * per_page)
        total = len(scene.column)
        pages = -(-total // per_page)
        return (
            f'<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>{total}</totalrecord>'
            f"<totalpage>{pages}</totalpage><recordset>{self._records(scene, scene.column[first - 1 : last])}"
            "</recordset></datastore>"
        )

    def _jpaas_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        fields = asked.fields
        if self.paging != "jpaas" or fields.get("pageId") != self.column or fields.get("webId") != self.web:
            return None
        size, page = int(fields.get("rows", self.per_page)), int(fields.get("pageNo", "1"))
        rows = self._rows(scene, scene.column[(page - 1) * size : page * size])
        told = {"success": True, "data": {"html": f"<ul>{rows}</ul>", "count": len(scene.column)}}
        return typed_answer(json.dumps(told, ensure_ascii=False), "application/json; charset=utf-8")
