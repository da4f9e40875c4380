"""What can be wrong with a record that is asked for, and with the store of archives."""

from pathlib import Path


class Damaged(Exception):
    """A record whose bytes are not those that were written; raised by reader and verify, names file and record."""

    def __init__(self, file: Path, offset: int, record_id: str, fault: str) -> None:
        named = f"record {record_id}" if record_id else "the record"
        super().__init__(f"{file}: {named} at offset {offset} is damaged: {fault}; restore the file from a copy")
        self.file = file
        self.offset = offset
        self.record_id = record_id
        self.fault = fault


class Missing(Exception):
    """A record or file that is not where it was said to be; raised by reader, names file and record."""

    def __init__(self, file: Path, offset: int, record_id: str, fault: str) -> None:
        super().__init__(f"{file}: record {record_id} at offset {offset} is missing: {fault}")
        self.file = file
        self.offset = offset
        self.record_id = record_id


class OutOfReach(Missing):
    """A record in a store of archives that fails; raised by reader and places. The record may well be there."""


class StoreFailed(Exception):
    """The store of archives does not answer, refuses, or is named wrongly; raised by `Store`, says which and why."""


class AlreadyThere(Exception):
    """A file of that name is in the store of archives; raised by `Store.put`."""


class Undecodable(Exception):
    """A body that is not what its Content-Encoding says, or unpacks beyond the limit; raised by decoding."""
