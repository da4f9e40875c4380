SELECT place.*
FROM place
ORDER BY code_year COLLATE "C", region_id, year, report_id COLLATE "C"
