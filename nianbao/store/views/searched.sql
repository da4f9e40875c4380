CREATE VIEW pub.searched AS
SELECT year, n_reports, n_searched FROM searched_kept;

COMMENT ON VIEW pub.searched IS 'One row a year: how many reports a search of the prose looks through; kept, see refreshed.';
COMMENT ON COLUMN pub.searched.year IS 'The year reported on.';
COMMENT ON COLUMN pub.searched.n_reports IS 'Reports held and shown.';
COMMENT ON COLUMN pub.searched.n_searched IS 'Of these, reports with text that is searched; the others are tables or pictures alone.';
