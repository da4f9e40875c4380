-- One look through the index for both.
SELECT (
    SELECT coalesce(json_agg(hits ORDER BY year DESC, region_code, report_id, position, start), '[]'::json) FROM hits
) AS hits, (
    SELECT coalesce(json_agg(years ORDER BY year), '[]'::json) FROM years
) AS years
