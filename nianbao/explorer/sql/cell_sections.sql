SELECT number, heading, text, n_masked
FROM section
WHERE report_id = :report_id
ORDER BY position
