SELECT decision.decision_id, decision.decided_at, decision.verdict, decision.target, decision.report_id, decision.rule,
       decision.keys, decision.value, decision.evidence, decision.note, decision.decided_by, decision.endorsed_by,
       decision.in_force, decision.not_in_force_because
FROM decision
ORDER BY decision.decided_at DESC, decision.decision_id DESC
LIMIT :most
