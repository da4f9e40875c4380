"""What does not add up within one report: what reading and weighing found, and documents at odds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, text

from nianbao.domain.report import Finding, FindingClass, Severity
from nianbao.store.query_reports import HeldReport
from nianbao.store.then import NOW, Then
from nianbao.store.views import choice_sql, disagreement_sql


@dataclass(frozen=True, slots=True)
class HeldFinding:
    """A finding with the report it is of."""

    report: HeldReport
    finding: Finding


FOUND = """
WITH held AS ({choice})
SELECT reading_id, position, rule, severity, class, keys, expected, actual, message_masked AS message, suggestion
FROM finding
WHERE reading_id = ANY (:readings)
UNION ALL
SELECT reading_id, NULL, rule, severity, class, keys, expected, actual, message, NULL
FROM ({disagreement}) AS disagreement
WHERE reading_id = ANY (:readings)
ORDER BY reading_id, position, message
"""


def findings_of(connection: Connection, held: Sequence[HeldReport], then: Then = NOW) -> tuple[HeldFinding, ...]:
    """The findings of each report, in the order of the reports given and of reading; `then` as they were asked for."""
    found: dict[int, list[Finding]] = {report.reading_id: [] for report in held}
    statement = text(FOUND.format(choice=choice_sql(), disagreement=disagreement_sql("held")))
    rows = connection.execute(statement, {"readings": list(found)} | then.bound())
    for row in rows.mappings():
        found[row["reading_id"]].append(_finding(row))
    return tuple(HeldFinding(report, each) for report in held for each in found[report.reading_id])


def _finding(row: RowMapping) -> Finding:
    return Finding(
        rule=row["rule"],
        severity=Severity(row["severity"]),
        finding_class=FindingClass(row["class"]),
        keys=tuple(row["keys"]),
        message=row["message"],
        expected=row["expected"],
        actual=row["actual"],
        suggestion=row["suggestion"],
    )
