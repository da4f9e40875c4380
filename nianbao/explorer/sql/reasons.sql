SELECT coverage.state, coverage.year::int AS year, count(*)::int AS n
FROM coverage_history AS coverage
WHERE coverage.obligation = 'government_report' AND coverage.expected
  AND coverage.level = ANY (CAST(:levels AS text[]))
GROUP BY coverage.state, coverage.year
ORDER BY coverage.state, coverage.year
