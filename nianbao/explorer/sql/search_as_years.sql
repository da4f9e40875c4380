SELECT year, n_reports, n_searched, n_with, is_cut
FROM years
ORDER BY year
