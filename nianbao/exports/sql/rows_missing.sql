-- Rows that a table of a chosen report lacks, by the finding that says so.
SELECT DISTINCT place.report_id, line
FROM place
JOIN pub.finding ON finding.report_id = place.report_id AND finding.rule = 'ROW.MISSING'
CROSS JOIN LATERAL unnest(finding.keys) AS line
ORDER BY place.report_id, line
