"""The address of the database, out of the environment or of files that it names: secrets need not stand in either."""

import os
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from nianbao.store.unavailable import DatabaseUnavailable


def database_url() -> str:
    """DATABASE_URL, or what the file DATABASE_URL_FILE holds; empty where neither is set.

    The password is put in that the file DATABASE_PASSWORD_FILE holds, if the address has none. Raises
    DatabaseUnavailable for files that cannot be read, and where two say what one should.
    """
    address = database_address()
    file = os.environ.get("DATABASE_PASSWORD_FILE", "")
    return with_password(address, text_of_file(file, "DATABASE_PASSWORD_FILE")) if address and file else address


def database_address() -> str:
    """The same without the password of DATABASE_PASSWORD_FILE, to be shown."""
    given, file = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_URL_FILE", "")
    if given and file:
        raise DatabaseUnavailable("DATABASE_URL and DATABASE_URL_FILE are both set: unset one of them")
    return text_of_file(file, "DATABASE_URL_FILE") if file else given


def with_password(address: str, password: str) -> str:
    """An address with this password. Raises DatabaseUnavailable where it has one already, or is none."""
    try:
        parts = make_url(address)
    except ArgumentError as error:
        raise DatabaseUnavailable("DATABASE_URL is not a database address: postgresql://user@host/database") from error
    if parts.password is not None:
        raise DatabaseUnavailable("DATABASE_URL has a password and DATABASE_PASSWORD_FILE is set: take one away")
    # SQLAlchemy leaves blanks as they are, which libpq does not take.
    return parts.set(password=password).render_as_string(hide_password=False).replace(" ", "%20")


def text_of_file(file: str, variable: str) -> str:
    """What a file holds that this variable names, without the line's end. Raises DatabaseUnavailable."""
    try:
        told = Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseUnavailable(f"{variable} names {file}, which cannot be read: {error}") from error
    if not told:
        raise DatabaseUnavailable(f"{variable} names {file}, which is empty")
    return told
