SELECT place.code_year, place.name_year, place.level_year, place.province_zh, place.publisher_zh, place.kind AS organ,
       made.report_id, made.h_key, made.kind, made.series_id, place.region_id, made.year, made.coverage, made.form,
       made.value, made.value_alt, made.formula, made.source_keys, made.grade, made.caveat, made.break_before,
       made.filled, made.quality
FROM place
JOIN {harmonised} AS made ON made.report_id = place.report_id
ORDER BY place.code_year COLLATE "C", place.region_id, place.year, place.report_id COLLATE "C", made.h_key COLLATE "C"
