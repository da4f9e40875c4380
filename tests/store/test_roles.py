"""What the roles below the owner may not do, each asked of the server itself."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.decide import decide, target_of
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.release import make_release
from nianbao.store.save import save_capture, save_report, start_crawl

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
HISTORY = ("report", "edition", "reading", "reading_run", "section", "figure", "claim", "finding", "publisher")
APPENDED = ("decision", "endorsement", "release", "release_report", "release_decision")
# insufficient_privilege, read_only_sql_transaction, object_not_in_prerequisite_state (a view that takes no rows)
NOT_ALLOWED = ("42501", "25006", "55000")
READER_TRIES = (
    "INSERT INTO pub.report (report_id) VALUES ('x')",
    "DELETE FROM pub.figure",
    "UPDATE pub.figure SET value = 1",
    "SELECT * FROM public.figure",
    "SELECT text FROM public.section",
    "SELECT * FROM public.capture",
    "CREATE TABLE pub.mine (a int)",
    "CREATE TABLE public.mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "CREATE FUNCTION pub.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION dblink",
    "DROP VIEW pub.report",
    "ALTER ROLE nianbao_reader SUPERUSER",
    "SET ROLE nianbao",
    "SET SESSION AUTHORIZATION nianbao",
    "COPY (SELECT 1) TO '/tmp/nianbao_reader_was_here'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/hostname')",
    "SELECT lo_export(1, '/tmp/nianbao_reader_was_here')",
    "SELECT lo_create(0)",
    "SELECT lo_creat(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'nianbao'",
    "SELECT pg_reload_conf()",
    "SELECT setval(pg_get_serial_sequence('public.crawl', 'crawl_id'), 999)",
)


@pytest.fixture(scope="module")
def as_role(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Iterator[Callable[[str], Connection]]:
    """A connection to the module's database as a role."""
    opened: list[tuple[Engine, Connection]] = []

    def connected(role: str) -> Connection:
        engine = connect(embedded_server.url(database[0], role))
        opened.append((engine, engine.connect()))
        return opened[-1][1]

    yield connected
    for engine, connection in opened:
        connection.close()
        engine.dispose()


@pytest.fixture(scope="module")
def reader(as_role: Callable[[str], Connection]) -> Connection:
    return as_role("nianbao_reader")


@pytest.fixture(scope="module")
def writer(as_role: Callable[[str], Connection], make_report: MakeReport, make_capture: MakeCapture) -> Connection:
    """The writer, who has crawled, decided and released."""
    connection = as_role("nianbao_writer")
    with connection.begin():
        crawl, capture = start_crawl(connection, ["example"], "replay"), make_capture()
        save_capture(connection, crawl, "example", capture)
        for reader in ("1+a", "2+b"):
            saved = save_report(
                connection, site="example", capture=capture, content_digest="1", report=make_report(), reader=reader
            )
        assert saved.report_id is not None
        decide(connection, target_of(connection, saved.report_id), "correct_as_printed", by="li", note="")
        make_release(connection, "2026.1", note="", program="1")
    return connection


def refused(connection: Connection, statement: str) -> str:
    """The SQLSTATE with which a statement is refused; empty where it is not."""
    with connection.begin() as transaction:
        try:
            connection.execute(text(statement))
        except DBAPIError as error:
            return str(getattr(error.orig, "sqlstate", ""))
        finally:
            transaction.rollback()
    return ""


@pytest.mark.parametrize("turned_off", [False, True], ids=["as it comes", "read-only turned off"])
@pytest.mark.parametrize("statement", READER_TRIES)
def test_the_reader_cannot(reader: Connection, statement: str, turned_off: bool) -> None:
    if turned_off:
        # Any role may set this for itself: what protects is what it was given, not the setting.
        statement = f"SET TRANSACTION READ WRITE; {statement}" if "SET " not in statement else statement
    assert refused(reader, statement) in NOT_ALLOWED


def test_the_reader_can_read(reader: Connection, writer: Connection) -> None:
    with reader.begin():
        assert reader.execute(text("SELECT count(*) FROM report")).scalar_one() == 1
        assert reader.execute(text("SELECT count(*) FROM figure_asof(NULL)")).scalar_one() == 2
        assert reader.execute(text("SELECT count(*) FROM figure_release('2026.1')")).scalar_one() == 2


@pytest.mark.parametrize("table", HISTORY + APPENDED)
@pytest.mark.parametrize(
    "change", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {}", "ALTER TABLE {} ADD a int"]
)
def test_the_writer_cannot_take_away(writer: Connection, table: str, change: str) -> None:
    assert refused(writer, change.format(table)) == "42501"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE figure SET value = 1",
        "UPDATE reading SET read_at = '2001-01-01'",
        "UPDATE section SET text = ''",
        "UPDATE edition SET digest = ''",
        "UPDATE capture SET captured_at = '2001-01-01'",
        "UPDATE capture SET digest = ''",
        "UPDATE crawl SET started = '2001-01-01'",
        "UPDATE decision SET verdict = 'duplicate'",
        "UPDATE release SET note = 'other'",
        "DELETE FROM crawl",
        "DELETE FROM listing",
        "DROP TRIGGER decision_is_appended ON decision",
        "DROP VIEW pub.report",
        "CREATE TABLE mine (a int)",
        "SELECT pg_read_file('/etc/hostname')",
    ],
)
def test_the_writer_cannot_rewrite(writer: Connection, statement: str) -> None:
    assert refused(writer, statement) == "42501"
