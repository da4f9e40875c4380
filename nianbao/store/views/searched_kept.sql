-- How many reports can be searched: what a count of hits is out of.
CREATE TABLE searched_kept AS
SELECT year::int AS year,
       count(*)::int AS n_reports,
       (count(*) FILTER (
           WHERE EXISTS (SELECT FROM passage WHERE passage.reading_id = report_kept.default_reading_id)
       ))::int AS n_searched
FROM report_kept
WHERE NOT withheld
GROUP BY year
WITH NO DATA;

CREATE UNIQUE INDEX searched_kept_year ON searched_kept (year);
COMMENT ON TABLE searched_kept IS 'Reports with text by year, as it was when the kept views were last made.';
COMMENT ON COLUMN searched_kept.year IS 'The year reported on.';
COMMENT ON COLUMN searched_kept.n_reports IS 'Reports held and shown.';
COMMENT ON COLUMN searched_kept.n_searched IS 'Of these, reports with text that is searched.';
