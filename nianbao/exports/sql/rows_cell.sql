SELECT *
FROM cell
ORDER BY code_year COLLATE "C", region_id, year, report_id COLLATE "C", key COLLATE "C"
