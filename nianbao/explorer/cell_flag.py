"""An error somebody sees in a figure, as the content of a file that can be sent to those who decide."""

import shlex
from datetime import UTC, datetime
from typing import Any

from nianbao.domain.report import Figure

CLASSES = (
    "misread",
    "wrong_report",
    "wrong_region",
    "wrong_year",
    "wrong_coverage",
    "source_error",
    "source_changed",
    "personal_data",
    "other",
)


def flag_content(
    cell_id: str, ours: Figure, *, kind: str, says: str | None, note: str, by: str, at: datetime, evidence: str | None
) -> dict[str, Any]:
    """What the file holds. `evidence`: SHA-256 of a picture or page, null without one."""
    return {
        "schema": 1,
        "cell_id": cell_id,
        "class": kind,
        "ours": {"value": None if ours.value is None else str(ours.value), "status": ours.status, "raw": ours.raw},
        "theirs": says,
        "note": note,
        "by": by,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "evidence_sha256": evidence,
    }


def flag_name(cell_id: str, at: datetime) -> str:
    """The name of the file."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H%M%S}-{cell_id.replace('/', '_')}.json"


def flag_command(cell_id: str) -> str:
    """The command line that writes such a file, but for what the page says."""
    return f"nianbao flag {shlex.quote(cell_id)} --class misread --says "
