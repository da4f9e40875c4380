"""Decisions of persons go in: appended, bound to the texts they were made on. Nothing automatic calls this."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text
from sqlalchemy.exc import IntegrityError

from nianbao.store import models
from nianbao.store.views.kept import refresh_views


class DecisionRefused(Exception):
    """A decision that cannot stand: nothing of that name is held, or its rules are not met; raised by what is here."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is decided about: a report, a cell of it (one key) or a finding of it (its rule and keys)."""

    report_id: str
    keys: tuple[str, ...] = ()
    rule: str | None = None

    @property
    def kind(self) -> str:
        """cell, finding or report."""
        return "finding" if self.rule is not None else "cell" if self.keys else "report"


RAWS = text(
    """
SELECT COALESCE(figure.raw, '') AS raw, figure.key IS NOT NULL AS there
FROM reading_held AS chosen
CROSS JOIN unnest(CAST(:keys AS text[])) WITH ORDINALITY AS about (key, place)
LEFT JOIN figure ON figure.reading_id = chosen.reading_id AND figure.key = about.key
WHERE chosen.report_id = :report_id AND chosen.rank = 1
ORDER BY about.place
"""
)
FINDING = text("SELECT rule, keys FROM pub.finding WHERE finding_id = :finding_id")
LAST = text(
    """
SELECT max(decision_id) FROM decision
WHERE target = :target AND report_id = :report_id AND rule IS NOT DISTINCT FROM :rule AND keys = :keys
"""
)


def target_of(connection: Connection, name: str) -> Target:
    """What a `report_id`, a cell_id or a finding_id means. Raises DecisionRefused where it is not held."""
    report_id, _, rest = name.partition("/")
    if "/" in rest:
        found = connection.execute(FINDING, {"finding_id": name}).one_or_none()
        if found is None:
            raise DecisionRefused(f"no finding {name} is held: `pub.finding` names those that are")
        return Target(report_id, tuple(found.keys), found.rule)
    if connection.execute(select(models.Report.report_id).where(models.Report.report_id == report_id)).first() is None:
        raise DecisionRefused(f"no report {report_id} is held: `nianbao reports` shows those that are")
    target = Target(report_id, (rest,) if rest else ())
    if target.keys and not all(row.there for row in _texts(connection, target)):
        raise DecisionRefused(f"report {report_id} has no cell {rest}: `nianbao history … --all` shows those it has")
    return target


def decide(
    connection: Connection,
    target: Target,
    verdict: str,
    *,
    by: str,
    note: str,
    value: Decimal | None = None,
    evidence: str | None = None,
) -> int:
    """Append a decision; its number. Raises DecisionRefused where the table's rules are not met."""
    last = connection.execute(
        LAST,
        {"target": target.kind, "report_id": target.report_id, "rule": target.rule, "keys": list(target.keys)},
    ).scalar_one()
    row = {
        "target": target.kind,
        "report_id": target.report_id,
        "rule": target.rule,
        "keys": list(target.keys),
        "raws": [row.raw for row in _texts(connection, target)],
        "verdict": verdict,
        "value": value,
        "evidence": evidence,
        "note": note,
        "decided_by": by,
        "supersedes": last,
    }
    statement = insert(models.Decision).values(row).returning(models.Decision.decision_id)
    try:
        number: int = connection.execute(statement).scalar_one()
    except IntegrityError as error:
        raise DecisionRefused(_why(error)) from error
    if target.rule is None:
        # What is withheld is nowhere shown from the moment it is decided.
        refresh_views(connection)
    return number


def endorse(connection: Connection, decision_id: int, by: str) -> None:
    """A second person agrees with a decision. Raises DecisionRefused for the same person, twice, or no decision."""
    try:
        connection.execute(insert(models.Endorsement).values(decision_id=decision_id, endorsed_by=by))
    except IntegrityError as error:
        raise DecisionRefused(_why(error)) from error
    refresh_views(connection)


def _texts(connection: Connection, target: Target) -> Sequence[Row[Any]]:
    """`raw` and whether the cell is `there`, a row a key."""
    return connection.execute(RAWS, {"report_id": target.report_id, "keys": list(target.keys)}).all()


WHY = {
    "decision_value_check": "a verdict `corrected` needs a value, and no other verdict has one",
    "decision_corrected_check": "a correction is of a cell, and needs a source that is not our arithmetic: --evidence",
    "decision_evidence_check": "evidence is the address of a page (http…) or the urn:uuid of a record",
    "decision_decided_by_check": "say who decides: --by HANDLE",
    "decision_supersedes_key": "somebody else decided on this at the same moment: see `nianbao decisions`",
    "endorsement_endorsed_by_check": "say who agrees: --by HANDLE",
    "endorsement_pkey": "a second person has agreed with this decision already",
    "endorsement_decision_id_fkey": "there is no decision of that number: `nianbao decisions` shows them",
}


def _why(error: IntegrityError) -> str:
    """What a broken rule of the tables means, in words; the database's own where the rule speaks for itself."""
    told = getattr(error.orig, "diag", None)
    return WHY.get(getattr(told, "constraint_name", None) or "", getattr(told, "message_primary", None) or str(error))
