SELECT cell_id, report_id, year, key, tbl, line, col, label, value, status, raw, unit, quality, flags, value_filled,
       fill_basis, corrected_value
FROM figure
WHERE report_id = :report_id
ORDER BY tbl, line, col, key
