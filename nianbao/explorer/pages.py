"""Templates to pages: the surroundings every page has, and what templates may call."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from nianbao.explorer import numerals
from nianbao.explorer.languages import HTML_LANG, LANGUAGES, Language, language_of, other_address
from nianbao.explorer.marks import looks, marks
from nianbao.explorer.phrasing import said, say
from nianbao.explorer.wording import words


@cache
def templates() -> Environment:
    """The templates; every value is escaped, and a name that is not there is an error."""
    environment = Environment(
        loader=FileSystemLoader(str(files(__package__).joinpath("templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters |= {
        "grouped": numerals.grouped,
        "moment": numerals.moment,
        "day": numerals.day,
        "say": say,
        "said": said,
    }
    environment.globals |= {"marks": marks(), "looks": looks()}
    return environment


def render(request: Request, template: str, http_status: int = 200, /, **values: Any) -> HTMLResponse:
    """A page in the language of the request's address."""
    return HTMLResponse(page_text(request, template, values), http_status)


def page_text(request: Request, template: str, values: Mapping[str, Any]) -> str:
    """The text of that page."""
    language = language_of(request)
    return templates().get_template(template).render({**values, **surroundings(request, language)})


def surroundings(request: Request, language: Language) -> dict[str, Any]:
    """What every template may use: `t` (the texts), the language, and the addresses of the page in each language."""
    return {
        "t": words(language),
        "language": language,
        "html_lang": HTML_LANG[language],
        "languages": {each: other_address(request, each) for each in LANGUAGES},
        "path": request.url.path,
        "base": f"/{language}",
    }
