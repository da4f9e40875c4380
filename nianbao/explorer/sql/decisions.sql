SELECT decision.decision_id, decision.decided_at, decision.verdict, decision.target, decision.report_id, decision.rule,
       decision.keys, decision.value, decision.evidence, decision.note, decision.decided_by, decision.endorsed_by,
       decision.in_force, decision.not_in_force_because,
       (SELECT named.key FROM unnest(decision.keys) WITH ORDINALITY AS named (key, place)
        WHERE EXISTS (SELECT FROM figure_history AS figure WHERE figure.report_id = decision.report_id AND figure.key = named.key)
        ORDER BY named.place LIMIT 1) AS cell_key
FROM decision
ORDER BY decision.decided_at DESC, decision.decision_id DESC
LIMIT :most
