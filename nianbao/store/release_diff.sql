-- Every figure that two releases show differently, each with its cause. Where both the page and the reading changed, the
-- source is the cause if one version of the reader makes different numbers of the two contents.
WITH pair AS (
    SELECT COALESCE(older.report_id, newer.report_id) AS report_id,
           older.reading_id AS from_reading, newer.reading_id AS to_reading,
           older.edition_id AS from_edition, newer.edition_id AS to_edition
    FROM (SELECT * FROM release_report WHERE release_id = :older) AS older
    FULL JOIN (SELECT * FROM release_report WHERE release_id = :newer) AS newer USING (report_id)
), alike AS (
    SELECT pair.*, run.older AS alike_older, run.newer AS alike_newer
    FROM pair
    LEFT JOIN LATERAL (
        SELECT first.reading_id AS older, second.reading_id AS newer
        FROM reading_run AS first
        JOIN reading_run AS second USING (reader)
        WHERE first.edition_id = pair.from_edition AND second.edition_id = pair.to_edition
        ORDER BY second.read_at DESC, first.reading_id DESC
        LIMIT 1
    ) AS run ON pair.from_edition <> pair.to_edition
), cell AS (
    SELECT report_id, key, older.value AS from_value, newer.value AS to_value, older.status AS from_status,
           newer.status AS to_status, older.corrected_value AS from_corrected, newer.corrected_value AS to_corrected
    FROM (SELECT * FROM pub.figure_release(:older)) AS older
    FULL JOIN (SELECT * FROM pub.figure_release(:newer)) AS newer USING (report_id, key)
    WHERE (older.value, older.status, older.corrected_value)
          IS DISTINCT FROM (newer.value, newer.status, newer.corrected_value)
)
SELECT cell.report_id || '/' || cell.key AS cell_id,
       CASE
           WHEN alike.from_reading IS NULL THEN 'new_report'
           WHEN alike.to_reading IS NULL THEN 'not_held_any_more'
           WHEN (from_value, from_status) IS NOT DISTINCT FROM (to_value, to_status) THEN 'decision'
           WHEN 'withheld' IN (from_status, to_status) THEN 'decision'
           WHEN from_edition = to_edition THEN 'reader'
           WHEN alike_older IS NULL THEN 'undetermined'
           WHEN (SELECT (value, status) FROM figure WHERE reading_id = alike_older AND figure.key = cell.key)
                IS DISTINCT FROM
                (SELECT (value, status) FROM figure WHERE reading_id = alike_newer AND figure.key = cell.key)
                THEN 'source'
           ELSE 'reader'
       END AS cause,
       from_value, to_value, from_status, to_status, from_corrected, to_corrected
FROM cell
JOIN alike USING (report_id)
ORDER BY cell_id
