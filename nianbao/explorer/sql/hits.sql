WITH hit AS (
    SELECT 'g' || region_id AS unit, 1 AS sort, code_latest AS code, region_key, name_zh, level AS what, exists_to
    FROM region
    WHERE code_latest = ANY (CAST(:codes AS text[])) OR region_key = ANY (CAST(:codes AS text[]))
       OR (CAST(:part AS text) <> '' AND strpos(name_zh, :part) > 0)
    UNION ALL
    SELECT 'p' || publisher_id, 2, region_code, NULL, name_zh, kind, NULL
    FROM publisher
    WHERE CAST(:part AS text) <> '' AND strpos(name_zh, :part) > 0
      AND kind NOT IN ('government', 'government_office', 'zone_committee')
), first_hits AS (
    SELECT *
    FROM hit
    ORDER BY sort, code <> ALL (CAST(:codes AS text[])), length(name_zh), code, unit
    LIMIT :most
)
SELECT hit.unit, hit.code, hit.region_key, hit.name_zh, hit.what, hit.exists_to, hit.sort, held.series_id,
       coverage.level, coverage.year::int AS year, coverage.expected, coverage.state, coverage.state_reason,
       coverage.carrier, coverage.tables_found, coverage.report_id AS unit_report_id,
       (SELECT count(*) FROM hit)::int AS hits
FROM first_hits AS hit
LEFT JOIN coverage_history AS coverage ON coverage.unit = hit.unit
LEFT JOIN report_history AS held ON held.report_id = coverage.report_id
ORDER BY hit.sort, hit.code <> ALL (CAST(:codes AS text[])), length(hit.name_zh), hit.code, hit.unit, coverage.year
