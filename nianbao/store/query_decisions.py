"""What persons decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision, columns as in `pub.decision`."""

    decision_id: int
    report_id: str
    rule: str | None
    keys: Sequence[str]
    verdict: str
    value: Decimal | None
    evidence: str | None
    note: str
    decided_by: str
    decided_at: datetime
    endorsed_by: str | None
    in_force: bool
    not_in_force_because: str | None


DECISIONS = text(
    """
SELECT decision_id, decision.report_id, rule, keys, verdict, value, evidence, note, decided_by, decided_at, endorsed_by,
       in_force, not_in_force_because
FROM pub.decision
JOIN report USING (report_id)
JOIN publisher USING (publisher_id)
JOIN region AS code ON code.region_id = publisher.region_id
WHERE CAST(:region AS text) IS NULL OR code.code = :region
ORDER BY decision_id
"""
)


def decisions(connection: Connection, region: str | None = None) -> Iterator[DecisionRow]:
    """Every decision on a region's reports (a code) or on all, oldest first."""
    for row in connection.execute(DECISIONS, {"region": region}):
        yield DecisionRow(**row._asdict())
