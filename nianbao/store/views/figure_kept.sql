-- figure_cell as it was when the kept views were last made.
CREATE TABLE figure_kept AS
SELECT report_id, key, region_id, region_code, year, series_id, coverage, kind, form, tbl, line, col, line_group,
       value, status, raw, unit, label, readers, readers_agree, identities_held, identities_failed, quality, flags,
       value_filled, fill_basis, corrected_value, correction_id, cell_id
FROM figure_cell ORDER BY region_id, series_id, year, key
WITH NO DATA;

CREATE UNIQUE INDEX figure_kept_report_id ON figure_kept (report_id, key);
CREATE INDEX figure_kept_region_id ON figure_kept (region_id, year);
CREATE INDEX figure_kept_region_code ON figure_kept (region_code, year);
CREATE INDEX figure_kept_series_id ON figure_kept (series_id, year, key);
CREATE INDEX figure_kept_key ON figure_kept (key, year);
COMMENT ON TABLE figure_kept IS 'The cells of pub.figure as they were when the kept views were last made.';
