CREATE VIEW pub.change AS
WITH word AS (
    SELECT DISTINCT ON (edition_id) edition_id, reading_id, report_id
    FROM reading
    ORDER BY edition_id, reading_id DESC
), look AS (
    SELECT edition.document_id, capture.edition_id, capture.captured_at AS at, word.reading_id,
           lag(capture.edition_id) OVER of_document AS edition_before,
           lag(word.reading_id) OVER of_document AS reading_before,
           lag(capture.captured_at) OVER of_document AS unchanged_until
    FROM capture
    JOIN edition USING (edition_id)
    JOIN word USING (edition_id)
    WHERE word.report_id IS NOT NULL
    WINDOW of_document AS (PARTITION BY edition.document_id, word.report_id ORDER BY captured_at, capture_id)
), turned AS (
    -- Two editions are compared as one version of the reader read both; where none did, nobody can say whose doing a
    -- difference is.
    SELECT look.document_id, look.at, look.unchanged_until,
           CASE WHEN alike.older IS NULL THEN 'undetermined' ELSE 'source' END AS cause,
           look.edition_before AS from_edition, look.edition_id AS to_edition,
           COALESCE(alike.older, look.reading_before) AS from_reading,
           COALESCE(alike.newer, look.reading_id) AS to_reading
    FROM look
    LEFT JOIN LATERAL (
        SELECT older.reading_id AS older, newer.reading_id AS newer
        FROM reading_run AS newer
        JOIN reading_run AS older ON older.edition_id = look.edition_before AND older.reader = newer.reader
        WHERE newer.edition_id = look.edition_id
        ORDER BY newer.read_at DESC, newer.reading_id DESC, older.reading_id DESC
        LIMIT 1
    ) AS alike ON true
    WHERE look.edition_before <> look.edition_id
), reread AS (
    SELECT edition.document_id, reading.read_at AS at,
           lag(reading.read_at) OVER of_edition AS unchanged_until,
           'reader' AS cause,
           edition_id AS from_edition, edition_id AS to_edition,
           lag(reading.reading_id) OVER of_edition AS from_reading, reading.reading_id AS to_reading
    FROM reading
    JOIN edition USING (edition_id)
    WINDOW of_edition AS (PARTITION BY edition_id ORDER BY reading_id)
), step AS (
    SELECT * FROM turned
    UNION ALL
    SELECT * FROM reread WHERE from_reading IS NOT NULL
)
SELECT cell.report_id, cell.key, step.at, step.unchanged_until, known.at AS known_at, step.cause,
       cell.from_value, cell.to_value, cell.from_status, cell.to_status, cell.from_raw, cell.to_raw,
       step.from_edition, step.to_edition, step.from_reading, step.to_reading,
       (SELECT release.release_id
        FROM release
        JOIN release_report USING (release_id)
        WHERE release_report.report_id = cell.report_id
          AND release.made_at >= known.at
        ORDER BY release.made_at
        LIMIT 1) AS release_first_in,
       document.url,
       EXISTS (
           SELECT FROM reading_held
           WHERE reading_held.report_id = cell.report_id AND reading_held.document_id = step.document_id
             AND reading_held.rank = 1
       ) AS is_default_document,
       cell.report_id || '/' || cell.key AS cell_id
FROM step
JOIN document USING (document_id)
CROSS JOIN LATERAL (
    SELECT max(read_at) AS at FROM reading WHERE reading_id IN (step.from_reading, step.to_reading)
) AS known
CROSS JOIN LATERAL (
    SELECT COALESCE(older.report_id, newer.report_id) AS report_id, COALESCE(older.key, newer.key) AS key,
           older.value AS from_value, newer.value AS to_value,
           older.status AS from_status, newer.status AS to_status, older.raw AS from_raw, newer.raw AS to_raw
    FROM (SELECT report_id, figure.* FROM figure JOIN reading USING (reading_id)
          WHERE reading_id = step.from_reading AND report_id IS NOT NULL) AS older
    FULL JOIN (SELECT report_id, figure.* FROM figure JOIN reading USING (reading_id)
               WHERE reading_id = step.to_reading AND report_id IS NOT NULL) AS newer
           ON older.report_id = newer.report_id AND older.key = newer.key
    WHERE (older.value, older.status) IS DISTINCT FROM (newer.value, newer.status)
) AS cell
WHERE NOT EXISTS (
    SELECT FROM withheld
    WHERE withheld.report_id = cell.report_id AND (withheld.key IS NULL OR withheld.key = cell.key)
);

COMMENT ON VIEW pub.change IS
    'One row a figure that is not what it was: on its portal (source), or as it is read (reader), over one document.';
COMMENT ON COLUMN pub.change.report_id IS 'The report.';
COMMENT ON COLUMN pub.change.key IS 'Key of the figure.';
COMMENT ON COLUMN pub.change.at IS 'source: the first capture that shows it (WARC-Date); reader: when it was read so.';
COMMENT ON COLUMN pub.change.unchanged_until IS
    'source: the last capture that shows it as it was; reader: when it was read as it was.';
COMMENT ON COLUMN pub.change.known_at IS 'When both were read: from then on it is known here.';
COMMENT ON COLUMN pub.change.cause IS
    'source: the page changed, both editions read by one version of the reader; reader: the same bytes, read otherwise; '
    'undetermined: the page changed and no version of the reader has read both editions.';
COMMENT ON COLUMN pub.change.from_value IS 'The value before; null: no number.';
COMMENT ON COLUMN pub.change.to_value IS 'The value after; null: no number.';
COMMENT ON COLUMN pub.change.from_status IS 'What stood in the cell before; null: no such cell.';
COMMENT ON COLUMN pub.change.to_status IS 'What stands in the cell after; null: no such cell.';
COMMENT ON COLUMN pub.change.from_raw IS 'Text of the cell before.';
COMMENT ON COLUMN pub.change.to_raw IS 'Text of the cell after.';
COMMENT ON COLUMN pub.change.from_edition IS 'The content before.';
COMMENT ON COLUMN pub.change.to_edition IS 'The content after; for a reader the same.';
COMMENT ON COLUMN pub.change.from_reading IS 'The reading before.';
COMMENT ON COLUMN pub.change.to_reading IS 'The reading after.';
COMMENT ON COLUMN pub.change.release_first_in IS
    'The first release with the report that was made once both were read; null: none yet.';
COMMENT ON COLUMN pub.change.url IS 'Address of the document.';
COMMENT ON COLUMN pub.change.is_default_document IS 'The document is the one whose figures the report shows.';
COMMENT ON COLUMN pub.change.cell_id IS 'Name of the cell, for `nianbao why`.';
