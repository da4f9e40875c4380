SELECT held.report_id, held.series_id, held.region_code, held.region_zh, held.publisher_zh AS publisher, held.kind,
       held.year::int AS year, held.coverage, held.coverage_evidence, held.title, held.form_t2, held.form_t3,
       held.form_t4, held.form_annex, held.tables_found, held.carrier, held.url, held.first_seen, held.captured_at,
       held.digest, held.reader, held.checks_passed, held.checks_failed, held.checks_nontrivial,
       held.checks_not_assessable, held.edition_regressed, held.recognised, held.withheld, held.due_date
FROM report_history AS held
WHERE (CAST(:report AS text) IS NULL OR held.report_id = :report)
  AND (CAST(:series AS text) IS NULL OR held.series_id = :series)
  AND (CAST(:region AS text) IS NULL OR held.region_code = :region)
  AND (CAST(:year AS int) IS NULL OR held.year = :year)
  AND (CAST(:coverage AS text) IS NULL OR held.coverage = :coverage)
ORDER BY held.report_id
LIMIT :limit OFFSET :offset
