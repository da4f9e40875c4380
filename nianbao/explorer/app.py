"""The web application: screens put together, guarded, and given a database that can only be read."""

from collections.abc import Collection
from importlib.resources import files

from fastapi import APIRouter, FastAPI
from sqlalchemy import Engine
from starlette.staticfiles import StaticFiles

from nianbao.explorer import (
    cell_interface,
    cell_screen,
    compare,
    dataset,
    home,
    interface,
    languages,
    published,
    quality,
    region,
    search,
    sums,
)
from nianbao.explorer.cache import Pages
from nianbao.explorer.database import Shown
from nianbao.explorer.guard import LOCAL, Guard
from nianbao.explorer.refusals import refuse_in_words

API = "/api/v1"
# A screen is a module with a `router`; the first route that fits answers, so `languages`, which redirects what names
# no language, comes last.
SCREENS: tuple[APIRouter, ...] = (
    home.router,
    region.router,
    sums.router,
    search.router,
    compare.router,
    dataset.router,
    quality.router,
    interface.router,
    cell_screen.router,
    cell_interface.router,
    languages.router,
)


def make_app(reader: Engine, sources: Engine | None = None, hosts: Collection[str] = LOCAL) -> FastAPI:
    """The application.

    `reader`: an engine of `nianbao.explorer.database.reading_engine`, on which everything is asked. `sources`: an
    engine that may read where the archived record of a cell lies, which the reader may not; without it no archived page
    is shown. `hosts`: the names that a request may ask for, so that no foreign name can be rebound to this server.
    """
    app = FastAPI(
        title="nianbao",
        version=published.API_VERSION,
        summary="Annual open-government-information reports of China: read-only.",
        license_info={"name": "CC BY 4.0"},
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.shown = Shown(reader, sources)
    app.state.pages = Pages()
    app.add_middleware(Guard, hosts=frozenset(hosts))
    app.mount("/static", StaticFiles(directory=str(files(__package__).joinpath("static"))), name="static")
    for router in SCREENS:
        app.include_router(router)
    refuse_in_words(app)
    return app
