WITH hit AS (
    SELECT passage.report_id, passage.year
    FROM passage
    WHERE passage.pairs @@ CAST(:phrase AS tsquery)
      AND passage.year BETWEEN :first_year AND :last_year
    LIMIT :too_many
)
SELECT searched.year, searched.n_reports, searched.n_searched,
       (SELECT count(DISTINCT hit.report_id) FROM hit WHERE hit.year = searched.year)::int AS n_with,
       (SELECT count(*) FROM hit) >= :too_many AS is_cut
FROM searched
WHERE searched.year BETWEEN :first_year AND :last_year
ORDER BY searched.year
