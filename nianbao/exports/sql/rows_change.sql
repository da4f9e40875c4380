-- Those of the chosen figures that were known when the release was made; of now all.
SELECT place.region_id, place.code_year, place.name_year, place.level_year, place.province_zh, place.year,
       place.series_id, place.publisher_zh, place.kind, place.coverage, indicator.short_name, made.*
FROM place
JOIN pub.change AS made ON made.report_id = place.report_id
LEFT JOIN pub.codebook AS indicator ON indicator.key = made.key
WHERE (:every_figure OR made.key = ANY (CAST(:keys AS text[])))
  AND (CAST(:release AS text) IS NULL
       OR made.known_at <= (SELECT made_at FROM pub.release WHERE release_id = CAST(:release AS text)))
ORDER BY place.code_year COLLATE "C", place.region_id, place.year, place.report_id COLLATE "C", made.key COLLATE "C",
         made.at, made.to_reading
