-- The reading of each document of each report, in order of rank; the figures of the first are those of the report.
-- Two clocks: :as_of, what the portals showed (captures up to that moment), and :read_by, what was known here (readings
-- made up to that moment); null: now. With :as_of null: of each document the latest edition, unless an earlier one held
-- more tables or more numbers; with a moment: the edition of the last capture up to it. Among documents those with
-- numbers first, then by kind of file.
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
    SELECT DISTINCT ON (edition_id) reading_id, edition_id, report_id, numbers,
           (SELECT count(*) FROM jsonb_object_keys(forms)) AS tables
    FROM reading
    WHERE read_at <= COALESCE(CAST(:read_by AS timestamptz), 'infinity')
    ORDER BY edition_id, reading_id DESC
), word AS (
    SELECT last_word.report_id, last_word.reading_id, last_word.numbers,
           document.document_id, document.carrier, edition_id, seen.capture_id, seen.first_seen, seen.last_seen,
           numbers < max(numbers) OVER until_then OR tables < max(tables) OVER until_then AS poorer
    FROM last_word
    JOIN seen USING (edition_id)
    JOIN edition USING (edition_id)
    JOIN document USING (document_id)
    WHERE last_word.report_id IS NOT NULL
    WINDOW until_then AS (
        PARTITION BY last_word.report_id, document.document_id ORDER BY seen.last_seen, edition_id
        ROWS UNBOUNDED PRECEDING
    )
), held AS (
    SELECT report_id, reading_id, numbers, document_id, carrier, edition_id, capture_id,
           min(first_seen) OVER (PARTITION BY report_id) AS first_seen,
           max(last_seen) OVER (PARTITION BY report_id, document_id) > last_seen AS regressed,
           row_number() OVER (
               PARTITION BY report_id, document_id
               ORDER BY CAST(:as_of AS timestamptz) IS NULL AND poorer, last_seen DESC, edition_id DESC
           ) AS place
    FROM word
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
