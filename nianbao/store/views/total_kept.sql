-- Printed totals beside the sum of their parts, one row a report, total and kind of applicant.
CREATE TABLE total_kept AS
SELECT report.report_id, term.name, term.applicant,
       CASE WHEN count(cell.value_filled) FILTER (WHERE term.side = 'printed') = count(*) FILTER (WHERE term.side = 'printed')
            THEN sum(term.coefficient * cell.value_filled) FILTER (WHERE term.side = 'printed') END AS printed,
       CASE WHEN count(cell.value_filled) FILTER (WHERE term.side = 'parts') = count(*) FILTER (WHERE term.side = 'parts')
            THEN sum(term.coefficient * cell.value_filled) FILTER (WHERE term.side = 'parts') END AS parts
FROM report_kept AS report
CROSS JOIN LATERAL jsonb_each_text(report.forms) AS laid_on (tbl, form)
JOIN rate_total AS term ON term.form = laid_on.form AND split_part(term.key, '.', 1) = laid_on.tbl
LEFT JOIN figure_kept AS cell ON cell.report_id = report.report_id AND cell.key = term.key
-- Of a report with an annex beside the tables of 2019 the tables count.
WHERE (report.form_t3 IS NULL AND report.form_t4 IS NULL OR laid_on.tbl ~ '^t') /* report.report_id among reports */
GROUP BY report.report_id, term.name, term.applicant
WITH NO DATA;

CREATE UNIQUE INDEX total_kept_report_id ON total_kept (report_id, applicant, name);
COMMENT ON TABLE total_kept IS 'Printed totals beside the sum of their parts.';
COMMENT ON COLUMN total_kept.report_id IS 'The report.';
COMMENT ON COLUMN total_kept.name IS 'The total: see rate_total.';
COMMENT ON COLUMN total_kept.applicant IS 'Column of table 3 it is for; total: all.';
COMMENT ON COLUMN total_kept.printed IS 'As printed or proven; null: not known.';
COMMENT ON COLUMN total_kept.parts IS 'The sum of its parts; null: one of them is not known.';
