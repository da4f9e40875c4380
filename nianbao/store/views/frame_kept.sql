-- The balanced frame: a row for every region that existed on 31 December and every year, with its aggregate report.
CREATE TABLE frame_kept AS
WITH aggregate AS (
    SELECT region_id, year, count(*) AS reports, min(report_id) AS first_report
    FROM report_kept
    WHERE coverage = 'aggregate' AND kind IN ('government', 'government_office', 'zone_committee')
    GROUP BY region_id, year
)
SELECT place.region_id, place.year, place.code_year, place.name_year, place.level_year, place.parent_id,
       place.prefecture_zh, place.province_zh, place.boundary_group,
       chosen.report_id,
       COALESCE(state.state, 'not_covered') AS cell_state,
       CASE WHEN state.state IS NULL THEN 'no organ of it is in the frame of coverage'
            WHEN state.state = 'held' AND chosen.report_id IS NULL
            THEN 'what is held is no report on the whole area: its coverage is ' || shown.coverage
            ELSE state.state_reason END AS state_reason,
       COALESCE(aggregate.reports, 0) - (chosen.report_id IS NOT NULL)::int AS n_alternatives,
       people.value AS resident_population,
       people.boundary_ok AS population_boundary_ok,
       COALESCE(state.expected, false) AS expected,
       COALESCE(state.listed, false) AS listed,
       COALESCE(state.fetched, false) AS fetched
FROM region_year_kept AS place
LEFT JOIN coverage_kept AS state ON state.unit = 'g' || place.region_id AND state.year = place.year
LEFT JOIN report_kept AS shown ON shown.report_id = state.report_id
LEFT JOIN report_kept AS chosen ON chosen.report_id = state.report_id AND chosen.coverage = 'aggregate'
LEFT JOIN aggregate ON aggregate.region_id = place.region_id AND aggregate.year = place.year
LEFT JOIN population AS people ON people.region_id = place.region_id AND people.year = place.year
WHERE true /* place.region_id among regions */
ORDER BY place.year, place.code_year
WITH NO DATA;

CREATE UNIQUE INDEX frame_kept_region_id ON frame_kept (region_id, year);
COMMENT ON TABLE frame_kept IS 'The balanced frame of region_panel, as it was when the kept views were last made.';
COMMENT ON COLUMN frame_kept.region_id IS 'Number of the region.';
COMMENT ON COLUMN frame_kept.year IS 'The year to be reported on.';
COMMENT ON COLUMN frame_kept.code_year IS 'Its GB/T 2260 code on 31 December of the year.';
COMMENT ON COLUMN frame_kept.name_year IS 'Its name on that day.';
COMMENT ON COLUMN frame_kept.level_year IS 'province, prefecture or county on that day.';
COMMENT ON COLUMN frame_kept.parent_id IS 'Number of the region above it.';
COMMENT ON COLUMN frame_kept.prefecture_zh IS 'Name of its prefecture.';
COMMENT ON COLUMN frame_kept.province_zh IS 'Name of its province.';
COMMENT ON COLUMN frame_kept.boundary_group IS 'Regions among which areas were moved have one number.';
COMMENT ON COLUMN frame_kept.report_id IS 'Its report on the whole area; null: none is held.';
COMMENT ON COLUMN frame_kept.cell_state IS 'As in coverage.';
COMMENT ON COLUMN frame_kept.state_reason IS 'Why, in words.';
COMMENT ON COLUMN frame_kept.n_alternatives IS 'How many other reports on the whole area are held.';
COMMENT ON COLUMN frame_kept.resident_population IS 'Residents; null: none imported.';
COMMENT ON COLUMN frame_kept.population_boundary_ok IS 'They are those of the boundaries of the year.';
COMMENT ON COLUMN frame_kept.expected IS 'As in coverage.';
COMMENT ON COLUMN frame_kept.listed IS 'As in coverage.';
COMMENT ON COLUMN frame_kept.fetched IS 'As in coverage.';
