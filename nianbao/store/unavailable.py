"""Why the database cannot be used."""


class DatabaseUnavailable(Exception):
    """The database cannot be used as it is; raised by the store, the message says what to do."""
