"""Screen 1: is my case in it?"""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from nianbao.explorer.languages import Language
from nianbao.explorer.pages import render

router = APIRouter(include_in_schema=False)


@router.api_route("/{language}/", methods=["GET", "HEAD"])
def home(request: Request, language: Language, q: str = "") -> HTMLResponse:
    """The search box."""
    return render(request, "home.html", q=q)
