CREATE VIEW pub.coverage_summary AS
SELECT year,
       level,
       province_code,
       kind,
       count(*) AS n_expected,
       count(*) FILTER (WHERE listed) AS n_listed,
       count(*) FILTER (WHERE fetched) AS n_fetched,
       count(*) FILTER (WHERE cardinality(tables_found) > 0) AS n_with_tables,
       count(*) FILTER (WHERE cardinality(tables_found) > 0 AND figures_ok) AS n_no_reading_doubt,
       count(*) FILTER (WHERE state = 'held') AS n_held,
       count(*) FILTER (WHERE state = 'format_not_read') AS n_format_not_read,
       count(*) FILTER (WHERE state = 'listed') AS n_only_listed,
       count(*) FILTER (WHERE state = 'blocked') AS n_blocked,
       count(*) FILTER (WHERE state = 'robots') AS n_robots,
       count(*) FILTER (WHERE state = 'unreachable') AS n_unreachable,
       count(*) FILTER (WHERE state = 'gone') AS n_gone,
       count(*) FILTER (WHERE state = 'not_published') AS n_not_published,
       count(*) FILTER (WHERE state = 'not_yet_due') AS n_not_yet_due,
       count(*) FILTER (WHERE state = 'not_covered') AS n_not_covered
FROM {coverage}
WHERE expected
GROUP BY year, level, province_code, kind;

COMMENT ON VIEW pub.coverage_summary IS 'How many units should have reported, and how far we got: one row a year, level, province and kind of organ.';
COMMENT ON COLUMN pub.coverage_summary.year IS 'The year reported on.';
COMMENT ON COLUMN pub.coverage_summary.level IS 'province, prefecture, county, township or zone.';
COMMENT ON COLUMN pub.coverage_summary.province_code IS 'Code of the province.';
COMMENT ON COLUMN pub.coverage_summary.kind IS 'What sort of organ has to report.';
COMMENT ON COLUMN pub.coverage_summary.n_expected IS 'Units that should have reported.';
COMMENT ON COLUMN pub.coverage_summary.n_listed IS 'Of these, units of which a document is known or held.';
COMMENT ON COLUMN pub.coverage_summary.n_fetched IS 'Of these, units of which the bytes are in the archive.';
COMMENT ON COLUMN pub.coverage_summary.n_with_tables IS 'Of these, units whose report has at least one table.';
COMMENT ON COLUMN pub.coverage_summary.n_no_reading_doubt IS 'Of these, units without a figure that we are not sure of having read right.';
COMMENT ON COLUMN pub.coverage_summary.n_held IS 'Units in the state held; this and the nine that follow add to n_expected.';
COMMENT ON COLUMN pub.coverage_summary.n_format_not_read IS 'Units in the state format_not_read.';
COMMENT ON COLUMN pub.coverage_summary.n_only_listed IS 'Units in the state listed.';
COMMENT ON COLUMN pub.coverage_summary.n_blocked IS 'Units in the state blocked.';
COMMENT ON COLUMN pub.coverage_summary.n_robots IS 'Units in the state robots.';
COMMENT ON COLUMN pub.coverage_summary.n_unreachable IS 'Units in the state unreachable.';
COMMENT ON COLUMN pub.coverage_summary.n_gone IS 'Units in the state gone.';
COMMENT ON COLUMN pub.coverage_summary.n_not_published IS 'Units in the state not_published.';
COMMENT ON COLUMN pub.coverage_summary.n_not_yet_due IS 'Units in the state not_yet_due.';
COMMENT ON COLUMN pub.coverage_summary.n_not_covered IS 'Units in the state not_covered.';
