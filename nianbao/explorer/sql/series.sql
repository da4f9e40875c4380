SELECT series_id, coverage, region_code, region_zh,
       (array_agg(publisher_zh ORDER BY year DESC))[1] AS publisher_zh,
       array_agg(DISTINCT publisher_id) AS publisher_ids,
       (array_agg(kind ORDER BY year DESC))[1] AS kind,
       (array_agg(lineage_id ORDER BY year DESC))[1] AS lineage_id,
       array_agg(year::int ORDER BY year) AS years
FROM report_history
WHERE region_id = :region_id
GROUP BY series_id, coverage, region_code, region_zh
ORDER BY coverage, count(*) DESC, series_id
