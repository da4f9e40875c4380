SELECT coverage.province_code, province.name_zh AS province_zh, coverage.year::int AS year,
       count(*)::int AS n_expected,
       (count(*) FILTER (WHERE coverage.state = 'held'))::int AS n_held,
       (count(*) FILTER (WHERE cardinality(coverage.tables_found) > 0))::int AS n_with_tables
FROM coverage_history AS coverage
LEFT JOIN region AS province
       ON province.code_latest = coverage.province_code AND province.level = 'province' AND province.exists_to IS NULL
WHERE coverage.obligation = 'government_report' AND coverage.expected
  AND coverage.level = ANY (CAST(:levels AS text[]))
GROUP BY coverage.province_code, province.name_zh, coverage.year
ORDER BY coverage.province_code, coverage.year
