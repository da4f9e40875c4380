SELECT held.series_id, held.coverage, held.region_code, held.region_zh,
       (array_agg(held.publisher_zh ORDER BY held.year DESC))[1] AS publisher,
       (array_agg(held.kind ORDER BY held.year DESC))[1] AS kind,
       array_agg(held.year::int ORDER BY held.year) AS years,
       array_agg(held.report_id ORDER BY held.year) AS reports
FROM report_history AS held
WHERE (CAST(:region AS text) IS NULL OR held.region_code = :region)
  AND (CAST(:coverage AS text) IS NULL OR held.coverage = :coverage)
GROUP BY held.series_id, held.coverage, held.region_code, held.region_zh
ORDER BY held.region_code, held.series_id
LIMIT :limit OFFSET :offset
