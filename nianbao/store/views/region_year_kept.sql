-- pub.region_year as it was when the kept views were last made: each New Year adds a year to it.
CREATE TABLE region_year_kept AS
SELECT region_id, year::int AS year, code_year, name_year, level_year, parent_id, prefecture_zh, province_zh, boundary_group
FROM pub.region_year
ORDER BY year, code_year
WITH NO DATA;

CREATE UNIQUE INDEX region_year_kept_region_id ON region_year_kept (region_id, year);
COMMENT ON TABLE region_year_kept IS 'pub.region_year as it was when the kept views were last made.';
COMMENT ON COLUMN region_year_kept.region_id IS 'Number of the region.';
COMMENT ON COLUMN region_year_kept.year IS 'The year.';
COMMENT ON COLUMN region_year_kept.code_year IS 'Its GB/T 2260 code on 31 December.';
COMMENT ON COLUMN region_year_kept.name_year IS 'Its name on 31 December.';
COMMENT ON COLUMN region_year_kept.level_year IS 'province, prefecture or county on 31 December.';
COMMENT ON COLUMN region_year_kept.parent_id IS 'Number of the region above it.';
COMMENT ON COLUMN region_year_kept.prefecture_zh IS 'Name of its prefecture.';
COMMENT ON COLUMN region_year_kept.province_zh IS 'Name of its province.';
COMMENT ON COLUMN region_year_kept.boundary_group IS 'Regions among which areas were moved have one number.';
