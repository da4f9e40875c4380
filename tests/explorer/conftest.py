"""The explorer on one made database, served on loopback: one application a session."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from lxml import html
from sqlalchemy import Engine

from nianbao.explorer.app import make_app
from nianbao.explorer.database import reading_engine, sources_engine
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.roles import READER
from tests.explorer.browser import chromium, window
from tests.explorer.made_county import fill
from tests.explorer.serving import served

__all__ = ["chromium", "window"]
NewDatabase = Callable[[], tuple[str, Engine]]
Open = Callable[[str], html.HtmlElement]


@pytest.fixture(scope="session")
def made(new_database: NewDatabase) -> tuple[str, Engine]:
    """A database with the reports of 示例县."""
    name, engine = new_database()
    with engine.begin() as connection:
        fill(connection)
    return name, engine


@pytest.fixture(scope="session")
def reader_url(made: tuple[str, Engine], embedded_server: EmbeddedServer) -> str:
    """The address of that database for the reader."""
    return embedded_server.url(made[0], READER)


@pytest.fixture(scope="session")
def client(made: tuple[str, Engine], reader_url: str, embedded_server: EmbeddedServer) -> Iterator[httpx.Client]:
    """Asks the application as a browser on this machine would."""
    reader, sources = reading_engine(reader_url), sources_engine(embedded_server.url(made[0]))
    with served(make_app(reader, sources)) as address, httpx.Client(base_url=address, timeout=30) as asking:
        yield asking
    reader.dispose()
    sources.dispose()


@pytest.fixture(scope="session")
def page(client: httpx.Client) -> Open:
    """Opens an address as a page; anything but 200 fails."""

    def open_page(address: str) -> html.HtmlElement:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[:500])
        return html.document_fromstring(answer.text)

    return open_page
