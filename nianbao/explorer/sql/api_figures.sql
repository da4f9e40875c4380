SELECT figure.cell_id, figure.report_id, figure.key, figure.region_code, figure.year::int AS year, figure.series_id,
       figure.coverage, figure.form, figure.value, figure.status, figure.raw, figure.unit, figure.label, figure.quality,
       figure.flags, figure.readers, figure.identities_held, figure.identities_failed, figure.value_filled,
       figure.fill_basis, figure.corrected_value, figure.correction_id
FROM figure_history AS figure
WHERE (CAST(:report AS text) IS NULL OR figure.report_id = :report)
  AND (CAST(:series AS text) IS NULL OR figure.series_id = :series)
  AND (CAST(:region AS text) IS NULL OR figure.region_code = :region)
  AND (CAST(:key AS text) IS NULL OR figure.key = :key)
  AND (CAST(:year AS int) IS NULL OR figure.year = :year)
ORDER BY figure.report_id, figure.key
LIMIT :limit OFFSET :offset
