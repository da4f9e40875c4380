-- pub.figure as it was when the kept views were last made.
CREATE TABLE figure_kept AS
SELECT * FROM pub.figure ORDER BY region_id, series_id, year, key
WITH NO DATA;

CREATE UNIQUE INDEX figure_kept_report_id ON figure_kept (report_id, key);
CREATE INDEX figure_kept_region_id ON figure_kept (region_id, year);
CREATE INDEX figure_kept_region_code ON figure_kept (region_code, year);
CREATE INDEX figure_kept_series_id ON figure_kept (series_id, year, key);
CREATE INDEX figure_kept_key ON figure_kept (key, year);
COMMENT ON TABLE figure_kept IS 'pub.figure as it was when the kept views were last made.';
