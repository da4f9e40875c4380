"""The kept views are made anew beside readers: none waits, and each sees one state."""

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.views.kept import KEPT, refresh_views, remake_views
from tests.store.full_tables import Kept, cells, row

FORMS = {"t3": "national_2021", "t4": "national_2021"}
ASKED = text("SELECT sum(t3_new_tot) FROM pub.report_panel")
# What would keep a reader waiting, and what is written.
LOCKED = text(
    "SELECT DISTINCT relation::regclass::text FROM pg_locks WHERE mode = :mode AND locktype = 'relation'"
    " AND pid = pg_backend_pid() AND relation IN (SELECT oid FROM pg_class WHERE relpersistence <> 't')"
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
    """The reader has a transaction open before, asks while every view is being written, and is never kept waiting; nor
    does it keep the maker waiting."""
    _, engine = database
    keep(engine, make_report, make_capture, 2021)
    with engine.begin() as connection:
        refresh_views(connection)
    with reader.begin():
        assert reader.execute(ASKED).scalar_one() == 5
        keep(engine, make_report, make_capture, 2022)
        made, go = threading.Event(), threading.Event()
        locked: dict[str, set[str]] = {}

        def make() -> None:
            with engine.begin() as connection:
                remake_views(connection)
                for mode in ("AccessExclusiveLock", "RowExclusiveLock"):
                    locked[mode] = set(connection.execute(LOCKED, {"mode": mode}).scalars())
                made.set()
                go.wait(30)

        maker = threading.Thread(target=make)
        maker.start()
        assert made.wait(60)
        shown = {name.removeprefix("pub.") for name in KEPT}
        assert shown <= {name.removeprefix("pub.") for name in locked["RowExclusiveLock"]}
        assert not shown & {name.removeprefix("pub.") for name in locked["AccessExclusiveLock"]}
        assert reader.execute(ASKED).scalar_one() == 5
        go.set()
        maker.join()
        assert reader.execute(ASKED).scalar_one() == 10
    assert reader.execute(text("SELECT count(*) FROM pub.refreshed")).scalar_one() == 1


def total(engine: Engine) -> int | None:
    with engine.connect() as connection:
        found: int | None = connection.execute(ASKED).scalar_one()
        return found


def test_two_at_once_show_what_both_have_written(
    database: tuple[str, Engine], make_report: Callable[..., Report], make_capture: Callable[..., Capture]
) -> None:
    """The second waits for the first one's transaction, then finds what that one wrote, and its own."""
    _, engine = database
    before = total(engine) or 0
    printed = cells() | row("new_received", 5)
    kept, done = threading.Event(), threading.Event()

    def other() -> None:
        with engine.begin() as connection:
            Kept(connection, make_report, make_capture).keep(2024, printed, FORMS)
            kept.set()
            refresh_views(connection)
        done.set()

    with engine.begin() as connection:
        Kept(connection, make_report, make_capture).keep(2023, printed, FORMS, name="示例综合实验区管理委员会")
        refresh_views(connection)
        thread = threading.Thread(target=other)
        thread.start()
        assert kept.wait(30)
        assert not done.wait(0.3)
    thread.join(60)
    assert done.is_set()
    assert total(engine) == before + 10


def test_one_that_fails_leaves_them_as_they_were(
    database: tuple[str, Engine], make_report: Callable[..., Report], make_capture: Callable[..., Capture]
) -> None:
    """What it could not make stays noted: the next one makes it."""
    _, engine = database
    with engine.begin() as connection:
        refresh_views(connection)
    before = total(engine) or 0
    keep(engine, make_report, make_capture, 2025)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE figure_kept ADD CONSTRAINT never CHECK (year < 2025) NOT VALID")
    with pytest.raises(IntegrityError, match="never"), engine.begin() as connection:
        refresh_views(connection)
    assert total(engine) == before
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE figure_kept DROP CONSTRAINT never")
        refresh_views(connection)
    assert total(engine) == before + 5


def test_a_new_year_is_shown_without_anything_written(connection: Connection) -> None:
    """As if the last one had been made before New Year: the year that is missing comes."""
    refresh_views(connection)
    last = "SELECT (SELECT count(*) FROM {0} WHERE year = (SELECT max(year) FROM region_year_kept))"
    frames = [last.format(name) for name in ("region_year_kept", "frame_kept", "coverage_kept")]
    whole = [connection.exec_driver_sql(asked).scalar_one() for asked in frames]
    assert min(whole) > 3000
    connection.exec_driver_sql("DELETE FROM frame_kept WHERE year = (SELECT max(year) FROM region_year_kept)")
    refresh_views(connection)
    assert connection.exec_driver_sql(frames[1]).scalar_one() == 0, "nothing was written: nothing is made anew"
    connection.exec_driver_sql("UPDATE refreshed SET at = at - interval '370 days'")
    refresh_views(connection)
    assert [connection.exec_driver_sql(asked).scalar_one() for asked in frames] == whole


def test_a_reader_cannot_make_them(reader: Connection) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        reader.execute(text("SELECT public.refresh_views()"))
