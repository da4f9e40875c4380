"""The kept views are made anew beside readers: none waits, and each sees one state."""

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.views.kept import KEPT, refresh_views
from tests.store.full_tables import Kept, cells, row

FORMS = {"t3": "national_2021", "t4": "national_2021"}
ASKED = text("SELECT sum(t3_new_tot) FROM pub.report_panel")
HELD = text(
    "SELECT DISTINCT relation::regclass::text FROM pg_locks WHERE mode = 'ExclusiveLock' AND locktype = 'relation'"
)


@pytest.fixture
def reader(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Iterator[Connection]:
    """The reader role, impatient."""
    engine = connect(embedded_server.url(database[0], "nianbao_reader"))
    with engine.connect() as connection:
        connection.execute(text("SET statement_timeout = '10s'"))
        connection.commit()
        yield connection
    engine.dispose()


def keep(engine: Engine, make_report: Callable[..., Report], make_capture: Callable[..., Capture], year: int) -> None:
    with engine.begin() as connection:
        Kept(connection, make_report, make_capture).keep(year, cells() | row("new_received", 5), FORMS)


def test_a_reader_goes_on_while_they_are_made(
    database: tuple[str, Engine],
    reader: Connection,
    make_report: Callable[..., Report],
    make_capture: Callable[..., Capture],
) -> None:
    """The reader has a transaction open before, asks while every view is locked for writing, and is never kept waiting;
    nor does it keep the maker waiting."""
    _, engine = database
    keep(engine, make_report, make_capture, 2021)
    with engine.begin() as connection:
        refresh_views(connection)
    with reader.begin():
        assert reader.execute(ASKED).scalar_one() == 5
        keep(engine, make_report, make_capture, 2022)
        made, go = threading.Event(), threading.Event()
        locked: list[str] = []

        def make() -> None:
            with engine.begin() as connection:
                refresh_views(connection)
                locked.extend(connection.execute(HELD).scalars())
                made.set()
                go.wait(30)

        maker = threading.Thread(target=make)
        maker.start()
        assert made.wait(60)
        assert {name.removeprefix("pub.") for name in KEPT} <= {name.removeprefix("pub.") for name in locked}
        assert reader.execute(ASKED).scalar_one() == 5
        go.set()
        maker.join()
        assert reader.execute(ASKED).scalar_one() == 10
    assert reader.execute(text("SELECT count(*) FROM pub.refreshed")).scalar_one() == 1


def test_a_reader_cannot_make_them(reader: Connection) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        reader.execute(text("SELECT public.refresh_views()"))
