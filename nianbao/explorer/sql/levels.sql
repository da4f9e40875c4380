SELECT coverage.level, coverage.year::int AS year, count(*)::int AS n_expected,
       (count(*) FILTER (WHERE coverage.state = 'held'))::int AS n_held
FROM coverage_history AS coverage
WHERE coverage.obligation = 'government_report' AND coverage.expected AND coverage.state <> 'not_yet_due'
GROUP BY coverage.level, coverage.year
ORDER BY coverage.level, coverage.year
