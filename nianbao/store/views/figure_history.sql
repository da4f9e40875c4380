CREATE VIEW pub.figure_history AS
SELECT * FROM figure_kept ORDER BY series_id, year, key;

COMMENT ON VIEW pub.figure_history IS
    'figure in the order of series and year, as it was when the kept views were last made: see refreshed.';
