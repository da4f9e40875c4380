-- The reading of each document of each report, in order of rank; the figures of the first are those of the report.
-- With :as_of null: of each document the latest edition, unless it holds fewer numbers than an earlier one; with a
-- moment: the edition of the last capture up to it. Among documents those with numbers first, then by kind of file.
WITH seen AS (
    SELECT edition_id,
           min(captured_at) AS first_seen,
           max(captured_at) AS last_seen,
           (array_agg(capture_id ORDER BY captured_at, capture_id))[1] AS capture_id
    FROM capture
    WHERE edition_id IS NOT NULL
      AND captured_at <= COALESCE(CAST(:as_of AS timestamptz), 'infinity')
    GROUP BY edition_id
), last_word AS (
    SELECT DISTINCT ON (edition_id) reading_id, edition_id, report_id, numbers
    FROM reading
    ORDER BY edition_id, reading_id DESC
), held AS (
    SELECT last_word.report_id, last_word.reading_id, last_word.numbers,
           document.document_id, document.carrier, edition_id, seen.capture_id,
           min(seen.first_seen) OVER of_report AS first_seen,
           max(seen.last_seen) OVER of_document > seen.last_seen AS regressed,
           row_number() OVER (
               PARTITION BY last_word.report_id, document.document_id
               ORDER BY CASE WHEN CAST(:as_of AS timestamptz) IS NULL THEN last_word.numbers END DESC,
                        seen.last_seen DESC, edition_id DESC
           ) AS place
    FROM last_word
    JOIN seen USING (edition_id)
    JOIN edition USING (edition_id)
    JOIN document USING (document_id)
    WHERE last_word.report_id IS NOT NULL
    WINDOW of_report AS (PARTITION BY last_word.report_id),
           of_document AS (PARTITION BY last_word.report_id, document.document_id)
)
SELECT report_id, reading_id, edition_id, document_id, capture_id, first_seen, regressed,
       row_number() OVER (
           PARTITION BY report_id
           ORDER BY numbers = 0,
                    array_position(ARRAY['html', 'docx', 'doc', 'sheet', 'pdf', 'text', 'image', 'other'], carrier),
                    numbers DESC, document_id
       ) AS rank
FROM held
WHERE place = 1
