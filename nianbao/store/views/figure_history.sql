CREATE VIEW pub.figure_history AS
{figure}
ORDER BY cell.series_id, cell.year, cell.key;

COMMENT ON VIEW pub.figure_history IS
    'figure in the order of series and year, as it was when the kept views were last made: see refreshed.';
