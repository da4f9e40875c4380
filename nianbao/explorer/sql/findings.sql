SELECT finding.class, finding.rule, finding.severity, count(*)::int AS n, count(DISTINCT finding.report_id)::int AS n_reports,
       (count(*) FILTER (WHERE finding.verdict IS NOT NULL))::int AS n_decided
FROM finding
GROUP BY finding.class, finding.rule, finding.severity
ORDER BY finding.class, finding.rule, finding.severity
