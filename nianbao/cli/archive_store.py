"""Where finished archives are kept besides this machine, as the environment says."""

import os
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

from nianbao.cli.exits import WrongCall

if TYPE_CHECKING:
    from nianbao.archive.handover import HandedOver
    from nianbao.archive.store import Store

# A crawl that our limits paused goes on for seven days from the archives beside it (crawler/paused_crawls.py).
LEAST_DAYS = 8


def given_store() -> "Store | None":
    """What NIANBAO_ARCHIVE names. Raises WrongCall for what is no place, or where the extra is not installed."""
    from nianbao.archive.errors import StoreFailed
    from nianbao.archive.places import archive_store

    try:
        store = archive_store()
    except StoreFailed as failure:
        raise WrongCall(str(failure)) from failure
    if store is not None and find_spec("s3fs") is None:
        raise WrongCall("NIANBAO_ARCHIVE needs the extra s3: pip install 'nianbao[s3]'")
    return store


def days_here() -> timedelta | None:
    """NIANBAO_ARCHIVE_DAYS: how long an archive that is stored stays here too; None for good. Raises WrongCall."""
    given = os.environ.get("NIANBAO_ARCHIVE_DAYS", "").strip()
    if not given:
        return None
    if not given.isdecimal() or int(given) < LEAST_DAYS:
        raise WrongCall(
            f"NIANBAO_ARCHIVE_DAYS is {given!r}: give a number of days, {LEAST_DAYS} or more: crawls go on from them"
        )
    return timedelta(days=int(given))


def told(account: "HandedOver") -> str:
    """What was done, in one line."""
    return f"{len(account.stored)} archives stored, {len(account.removed)} removed here, {len(account.failed)} failed"
