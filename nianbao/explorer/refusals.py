"""Errors as pages: what went wrong and what to do, in both languages; as JSON where JSON was asked for."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from psycopg.errors import QueryCanceled
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from nianbao.explorer.languages import LANGUAGES
from nianbao.explorer.pages import render
from nianbao.explorer.wording import words
from nianbao.store.unavailable import DatabaseUnavailable

KNOWN = (400, 404, 405, 503)
JSON_BELOW = "/api/"


class NotHeld(HTTPException):
    """Nothing of that name is held or known; the page says what was asked for."""

    def __init__(self, asked: str) -> None:
        super().__init__(404, asked)


class BadAsk(HTTPException):
    """The address asks for something that cannot be; the page says which part."""

    def __init__(self, asked: str) -> None:
        super().__init__(400, asked)


def refuse_in_words(app: FastAPI) -> None:
    """Let the application answer errors with pages of `error.html`."""
    app.add_exception_handler(HTTPException, _as_said)
    app.add_exception_handler(RequestValidationError, _as_bad)
    app.add_exception_handler(DataError, _as_unfit)
    for failure in (OperationalError, InterfaceError, PoolTimeout, DatabaseUnavailable):
        app.add_exception_handler(failure, _as_unavailable)


def refusal(request: Request, status: int, asked: str = "", why: str = "") -> Response:
    """The page of an error. `asked`: what could not be answered, as it was asked; `why`: a text of errors.toml."""
    name = why or (f"status_{status}" if status in KNOWN else "status_other")
    if request.url.path.startswith(JSON_BELOW):
        said = {language: words(language)(f"errors.{name}") for language in LANGUAGES}
        return JSONResponse({"status": status, "asked": asked, "message": said}, status)
    both = [(language, words(language)) for language in LANGUAGES]
    return render(request, "error.html", status, status=status, name=name, asked=asked, both=both)


def _as_said(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    # Without words of its own the exception carries those of the status.
    told = isinstance(error, NotHeld | BadAsk)
    return refusal(request, error.status_code, error.detail if told else "")


def _as_bad(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    named = ", ".join(dict.fromkeys(".".join(map(str, each["loc"][1:])) for each in error.errors()))
    return refusal(request, 400, named)


def _as_unfit(request: Request, error: Exception) -> Response:
    """What the database cannot even hold: a zero byte, a number beyond all bounds."""
    return refusal(request, 400)


def _as_unavailable(request: Request, error: Exception) -> Response:
    slow = isinstance(error, OperationalError) and isinstance(error.orig, QueryCanceled)
    return refusal(request, 503, why="too_slow" if slow else "")
