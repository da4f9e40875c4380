SELECT change.at, change.cause, change.cell_id, change.report_id, change.key, change.from_value, change.to_value,
       change.from_status, change.to_status, change.unchanged_until, change.url
FROM change
WHERE change.is_default_document
  AND change.at > COALESCE((SELECT release.made_at FROM release WHERE release.release_id = CAST(:since AS text)), '-infinity')
ORDER BY change.at DESC, change.cell_id
LIMIT :most
