SELECT place.code_year, place.name_year, place.level_year, place.province_zh, place.series_id, place.publisher_zh,
       place.kind, place.coverage, made.*
FROM place
JOIN pub.finding_release(CAST(:release AS text)) AS made ON made.report_id = place.report_id
ORDER BY place.code_year COLLATE "C", place.region_id, place.year, place.report_id COLLATE "C",
         made.finding_id COLLATE "C"
