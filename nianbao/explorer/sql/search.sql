SELECT passage.report_id, passage.region_code, passage.region_zh, passage.publisher_zh, passage.year::int AS year,
       passage.coverage, passage.key AS section, passage.position, passage.start, passage.text
FROM passage
WHERE passage.pairs @@ CAST(:phrase AS tsquery)
  AND passage.year BETWEEN :first_year AND :last_year
ORDER BY passage.year DESC, passage.region_code, passage.report_id, passage.position, passage.start
LIMIT :most
