SELECT coverage.unit, coverage.year::int AS year, coverage.obligation, coverage.region_code, coverage.region_zh,
       coverage.publisher_zh AS publisher, coverage.level, coverage.kind, coverage.expected, coverage.expected_basis,
       coverage.due_date, coverage.state, coverage.state_reason, coverage.report_id, coverage.carrier,
       coverage.tables_found, coverage.figures_ok, coverage.evidence_url, coverage.last_checked, coverage.vantage
FROM coverage_history AS coverage
WHERE (CAST(:region AS text) IS NULL OR coverage.region_code = :region)
  AND (CAST(:province AS text) IS NULL OR coverage.province_code = :province)
  AND (CAST(:level AS text) IS NULL OR coverage.level = :level)
  AND (CAST(:state AS text) IS NULL OR coverage.state = :state)
  AND (CAST(:year AS int) IS NULL OR coverage.year = :year)
ORDER BY coverage.unit, coverage.year, coverage.obligation
LIMIT :limit OFFSET :offset
