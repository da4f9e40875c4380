-- Every year of the series compared, held or not; the SELECT of counts or of rates follows.
WITH chosen AS (
    SELECT series_id, coverage, region_id, region_code, region_zh,
           (array_agg(publisher_zh ORDER BY year DESC))[1] AS publisher_zh,
           array_agg(DISTINCT 'p' || publisher_id) || CASE
               WHEN (array_agg(kind ORDER BY year DESC))[1] IN ('government', 'government_office', 'zone_committee')
               THEN ARRAY['g' || region_id]
               ELSE ARRAY[]::text[] END AS units
    FROM report_history
    WHERE series_id = ANY (CAST(:series AS text[]))
    GROUP BY series_id, coverage, region_id, region_code, region_zh
), frame AS (
    SELECT DISTINCT ON (chosen.series_id, coverage.year)
           chosen.series_id, chosen.region_code, chosen.region_zh, chosen.publisher_zh, chosen.coverage,
           coverage.year::int AS year, coverage.state, coverage.state_reason
    FROM chosen
    JOIN coverage_history AS coverage ON coverage.unit = ANY (chosen.units)
    WHERE coverage.year BETWEEN :first_year AND :last_year
    ORDER BY chosen.series_id, coverage.year, coverage.state = 'held' DESC, coverage.unit
)
