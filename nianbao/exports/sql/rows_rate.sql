SELECT place.code_year, place.name_year, place.level_year, place.province_zh, place.publisher_zh, place.kind,
       made.*
FROM place
JOIN pub.rate_release(CAST(:release AS text)) AS made ON made.report_id = place.report_id
ORDER BY place.code_year COLLATE "C", place.region_id, place.year, place.report_id COLLATE "C",
         made.rate_key COLLATE "C", made.applicant COLLATE "C"
