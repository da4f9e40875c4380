SELECT finding.report_id, finding.region_code, finding.year::int AS year, finding.rule, finding.severity, finding.class,
       finding.keys, finding.actual, finding.expected, finding.message, finding.verdict, finding.finding_id,
       -- A finding may name tables, rows and sections: those are no cells.
       (SELECT named.key FROM unnest(finding.keys) WITH ORDINALITY AS named (key, place)
        WHERE EXISTS (SELECT FROM figure_history AS figure WHERE figure.report_id = finding.report_id AND figure.key = named.key)
        ORDER BY named.place LIMIT 1) AS cell_key
FROM finding
WHERE finding.rule = :rule
ORDER BY finding.region_code, finding.year, finding.finding_id
LIMIT :most
