-- pub.report as it was when the kept views were last made, with what they ask of it.
CREATE MATERIALIZED VIEW report_kept AS
SELECT report.*,
       jsonb_build_object('t2', form_t2, 't3', form_t3, 't4', form_t4, 'a', form_annex, 'b', form_annex) AS forms,
       lag(report_id) OVER of_series AS prev_report_id,
       lag(year) OVER of_series AS prev_year
FROM pub.report
WINDOW of_series AS (PARTITION BY series_id ORDER BY year)
WITH NO DATA;

CREATE UNIQUE INDEX report_kept_report_id ON report_kept (report_id);
CREATE INDEX report_kept_region_id ON report_kept (region_id, year);
CREATE INDEX report_kept_series_id ON report_kept (series_id, year);
COMMENT ON MATERIALIZED VIEW report_kept IS 'pub.report as it was when the kept views were last made.';
COMMENT ON COLUMN report_kept.forms IS 'Form by the first part of a key.';
COMMENT ON COLUMN report_kept.prev_report_id IS 'The report before it in its series; null: none.';
COMMENT ON COLUMN report_kept.prev_year IS 'The year of that.';
