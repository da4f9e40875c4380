, held AS (
    SELECT found.year, count(DISTINCT found.report_id)::int AS n_with
    FROM found
    GROUP BY found.year
),
looked AS (
    SELECT coalesce(count(*) >= CAST(:enough AS int), false) AS is_cut FROM found
),
years AS (
    SELECT searched.year, searched.n_reports, searched.n_searched,
           CASE WHEN NOT looked.is_cut THEN coalesce(held.n_with, 0) END AS n_with,
           looked.is_cut
    FROM searched
    CROSS JOIN looked
    LEFT JOIN held ON held.year = searched.year
    WHERE searched.year BETWEEN :first_year AND :last_year
)
