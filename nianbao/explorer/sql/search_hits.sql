-- The newest, and only of these the text: it is cut out of whole sections.
, best AS MATERIALIZED (
    SELECT found.report_id, found.position, found.start
    FROM found
    ORDER BY found.year DESC, found.region_code, found.report_id, found.position, found.start
    LIMIT :most
),
hits AS (
    SELECT passage.report_id, passage.region_code, passage.region_zh, passage.publisher_zh, passage.year::int AS year,
           passage.coverage, passage.key AS section, passage.position, passage.start, passage.text
    FROM best
    JOIN passage USING (report_id, position, start)
)
