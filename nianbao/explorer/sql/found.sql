SELECT finding.report_id, finding.region_code, finding.year::int AS year, finding.rule, finding.severity, finding.class,
       finding.keys, finding.actual, finding.expected, finding.message, finding.verdict, finding.finding_id
FROM finding
WHERE finding.rule = :rule
ORDER BY finding.region_code, finding.year, finding.finding_id
LIMIT :most
