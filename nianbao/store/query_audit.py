"""What an audit draws from: every held report with its kind of file, in a transaction that cannot write."""

from collections.abc import Mapping

from sqlalchemy import Connection, text


def read_only(connection: Connection) -> None:
    """Refuse to write for the rest of this transaction, and see one state of the database throughout."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def carriers(connection: Connection) -> Mapping[str, str]:
    """Report -> kind of file of the document whose figures it shows."""
    rows = connection.execute(text("SELECT report_id, carrier FROM pub.report"))
    return {row.report_id: row.carrier for row in rows}
