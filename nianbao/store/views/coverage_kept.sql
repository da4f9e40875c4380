-- pub.coverage as it was when the kept views were last made.
CREATE TABLE coverage_kept AS
SELECT * FROM pub.coverage ORDER BY region_id, unit, year
WITH NO DATA;

CREATE UNIQUE INDEX coverage_kept_unit ON coverage_kept (unit, year, obligation);
CREATE INDEX coverage_kept_region_id ON coverage_kept (region_id, year);
CREATE INDEX coverage_kept_publisher_id ON coverage_kept (publisher_id, year);
COMMENT ON TABLE coverage_kept IS 'pub.coverage as it was when the kept views were last made.';
