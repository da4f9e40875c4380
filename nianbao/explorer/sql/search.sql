-- Found first, and only then the text of what is shown: it is cut out of whole sections.
WITH best AS MATERIALIZED (
    SELECT passage.report_id, passage.position, passage.start
    FROM passage
    WHERE passage.pairs @@ CAST(:phrase AS tsquery)
      AND passage.year BETWEEN :first_year AND :last_year
    ORDER BY passage.year DESC, passage.region_code, passage.report_id, passage.position, passage.start
    LIMIT :most
)
SELECT passage.report_id, passage.region_code, passage.region_zh, passage.publisher_zh, passage.year::int AS year,
       passage.coverage, passage.key AS section, passage.position, passage.start, passage.text
FROM best
JOIN passage USING (report_id, position, start)
ORDER BY passage.year DESC, passage.region_code, passage.report_id, passage.position, passage.start
