"""What needs the archive is answered here: where it cannot be, a page (or JSON) says why in both languages."""

from collections.abc import Callable

from fastapi import Request
from sqlalchemy import Connection
from starlette.responses import JSONResponse, Response

from extractors.errors import Refused
from nianbao.explorer.cell import NoSuchCell, Withheld
from nianbao.explorer.cell_archive import NotOpened
from nianbao.explorer.cell_page import NotMarked
from nianbao.explorer.database import shown
from nianbao.explorer.languages import LANGUAGES
from nianbao.explorer.pages import render
from nianbao.explorer.refusals import JSON_BELOW, NotHeld
from nianbao.explorer.wording import words


def answered(request: Request, asked: str, make: Callable[[Connection], Response]) -> Response:
    """What `make` answers with a connection that knows where archived records lie. Raises NotHeld."""
    sources = shown(request).sources
    if sources is None:
        return _refused(request, 404, "no_archive", asked)
    try:
        with sources.connect() as connection:
            return make(connection)
    except Withheld:
        return _refused(request, 403, "withheld", asked)
    except NoSuchCell as error:
        raise NotHeld(asked) from error
    except NotMarked:
        return _refused(request, 404, "not_marked", asked)
    except NotOpened:
        return _refused(request, 503, "not_opened", asked)
    except Refused:
        return _refused(request, 503, "not_read", asked)


def _refused(request: Request, status: int, why: str, asked: str) -> Response:
    """Where files lie is nobody's business, so what the archive said itself is left to `nianbao why`."""
    if request.url.path.startswith(JSON_BELOW):
        said = {language: words(language)(f"cell.{why}") for language in LANGUAGES}
        return JSONResponse({"status": status, "asked": asked, "message": said}, status)
    return render(request, "cell_refused.html", status, why=why, asked=asked)
