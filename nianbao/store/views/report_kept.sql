-- pub.report as it was when the kept views were last made, with what they ask of it.
CREATE TABLE report_kept AS
SELECT stepped.*,
       EXISTS (
           SELECT FROM region_event
           WHERE stepped.region_id = ANY (region_event.changed_ids)
             AND extract(year FROM region_event.date) > stepped.prev_year
             AND extract(year FROM region_event.date) <= stepped.year
       ) AS boundary_changed
FROM (
    SELECT report.*,
           chosen.document_id AS default_document_id,
           chosen.capture_id AS default_capture_id,
           jsonb_build_object('t2', form_t2, 't3', form_t3, 't4', form_t4, 'a', form_annex, 'b', form_annex) AS forms,
           lag(report.report_id) OVER of_series AS prev_report_id,
           lag(year) OVER of_series AS prev_year,
           lag(kind) OVER of_series <> kind AS kind_changed
    FROM pub.report
    JOIN reading_held AS chosen ON chosen.report_id = report.report_id AND chosen.rank < 2
    WINDOW of_series AS (PARTITION BY series_id ORDER BY year)
) AS stepped
WITH NO DATA;

CREATE UNIQUE INDEX report_kept_report_id ON report_kept (report_id);
CREATE INDEX report_kept_region_id ON report_kept (region_id, year);
CREATE INDEX report_kept_default_reading_id ON report_kept (default_reading_id);
CREATE INDEX report_kept_series_id ON report_kept (series_id, year);
COMMENT ON TABLE report_kept IS 'pub.report as it was when the kept views were last made.';
COMMENT ON COLUMN report_kept.default_document_id IS 'The document whose figures are shown.';
COMMENT ON COLUMN report_kept.default_capture_id IS 'The first capture of the content shown.';
COMMENT ON COLUMN report_kept.forms IS 'Form by the first part of a key.';
COMMENT ON COLUMN report_kept.prev_report_id IS 'The report before it in its series; null: none.';
COMMENT ON COLUMN report_kept.prev_year IS 'The year of that.';
COMMENT ON COLUMN report_kept.kind_changed IS 'Another kind of organ of the lineage signs than the report before.';
COMMENT ON COLUMN report_kept.boundary_changed IS 'The area of the region changed since the report before.';
