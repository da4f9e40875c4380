"""Which language: it stands at the head of every page's address; an address without it leads to the reader's."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HTML_LANG = {"en": "en", "zh": "zh-Hans"}
# What is no page of a language is not led to one.
ELSEWHERE = ("api/", "static/", *(f"{language}/" for language in LANGUAGES))
router = APIRouter(include_in_schema=False)


@router.get("/{path:path}")
def with_language(request: Request, path: str) -> RedirectResponse:
    """To the same address in the language that the reader's browser asks for, English if it asks for neither."""
    if path.startswith(ELSEWHERE):
        raise HTTPException(404)
    if path in LANGUAGES:
        return RedirectResponse(f"/{path}/", 307)
    query = f"?{request.url.query}" if request.url.query else ""
    # A path that begins with slashes would be read as the name of a server.
    return RedirectResponse(f"/{preferred(request)}/{path.lstrip('/')}{query}", 307, {"Vary": "Accept-Language"})


def preferred(request: Request) -> Language:
    """The language that the browser names first of those there are."""
    for wanted in request.headers.get("accept-language", "").split(","):
        for language in LANGUAGES:
            if wanted.strip().lower().startswith(language):
                return language
    return "en"


def language_of(request: Request) -> Language:
    """The language of the address, else the one preferred."""
    first = request.url.path.split("/")[1]
    return next((language for language in LANGUAGES if language == first), preferred(request))


def other_address(request: Request, language: Language) -> str:
    """The address of this page in that language."""
    rest = request.url.path.split("/", 2)[2:]
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/{language}/{''.join(rest)}{query}"
