SELECT sum.report_id, report.publisher_zh, report.region_zh, report.year::int AS year, sum.value AS sum, sum.grade,
       sum.caveat, crosswalk.coefficient, part.key, codebook.label_zh, codebook.label_en,
       COALESCE(figure.status, 'row_missing') AS status, figure.value, figure.quality, figure.raw, figure.value_filled,
       figure.fill_basis, crosswalk.broad
FROM harmonised AS sum
JOIN report_history AS report ON report.report_id = sum.report_id
CROSS JOIN unnest(sum.source_keys) WITH ORDINALITY AS part (key, place)
LEFT JOIN crosswalk ON crosswalk.h_key = sum.h_key AND crosswalk.form = sum.form AND crosswalk.key = part.key
LEFT JOIN codebook ON codebook.key = part.key
LEFT JOIN figure_history AS figure ON figure.report_id = sum.report_id AND figure.key = part.key
WHERE sum.report_id = :report_id AND sum.h_key = :h_key
ORDER BY part.place
