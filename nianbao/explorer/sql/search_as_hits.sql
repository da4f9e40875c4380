SELECT report_id, region_code, region_zh, publisher_zh, year, coverage, section, position, start, text
FROM hits
ORDER BY year DESC, region_code, report_id, position, start
