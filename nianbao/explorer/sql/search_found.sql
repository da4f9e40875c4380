-- Of a phrase that stands nearly everywhere only the first `enough` passages that the index gives are looked at; none: all.
WITH found AS MATERIALIZED (
    SELECT passage.report_id, passage.region_code, passage.year, passage.position, passage.start
    FROM passage
    WHERE passage.pairs @@ CAST(:phrase AS tsquery)
      AND passage.year BETWEEN :first_year AND :last_year
    LIMIT CAST(:enough AS int)
)
