-- The reading of each document of each report, in order of rank; the figures of the first are those of the report.
-- Two clocks: :as_of, what the portals showed (captures up to that moment), and :read_by, what was known here (readings
-- made up to that moment); null: now. With :as_of null: of each document the latest edition, unless an earlier one held
-- more tables or more numbers; with a moment: the edition of the last capture up to it. Among documents those with
-- numbers first, then the publisher's own portal before another, what was not read from a picture, kind of file, more
-- numbers, the later issue.
WITH seen AS (
    SELECT edition_id,
           min(captured_at) AS first_seen,
           max(captured_at) AS last_seen,
           (array_agg(capture_id ORDER BY captured_at, capture_id))[1] AS capture_id
    FROM capture
    WHERE edition_id IS NOT NULL /* edition_id among editions */
      AND captured_at <= COALESCE(CAST(:as_of AS timestamptz), 'infinity')
    GROUP BY edition_id
), last_word AS (
    SELECT DISTINCT ON (edition_id) reading_id, edition_id, report_id, numbers, recognised,
           title ~ '更正|勘误|修订|修改|更新|补正|(重新|再次)(发布|公布|公开)' AS says_again,
           (SELECT count(*) FROM jsonb_object_keys(forms)) AS tables
    FROM reading
    WHERE read_at <= COALESCE(CAST(:read_by AS timestamptz), 'infinity') /* edition_id among editions */
    ORDER BY edition_id, reading_id DESC
), portal_at AS (
    -- `domain`: what a portal's hosts have in common, shilixian.gov.cn of www.shilixian.gov.cn and xxgk.shilixian.gov.cn.
    SELECT site, region_code, host,
           COALESCE(
               substring(host FROM '([^.]+\.(gov|org|com|net|edu)\.cn)$'), substring(host FROM '[^.]+\.[^.]+$')
           ) AS domain
    FROM (SELECT site, region_code, substring(list_url FROM '://([^/:?#]+)') AS host FROM portal) AS portal
), host_codes AS (
    SELECT host, array_agg(region_code) AS codes FROM portal_at WHERE host IS NOT NULL GROUP BY host
), address AS (
    SELECT document.document_id, listing.published, COALESCE(host_codes.codes, '{}') || portal_at.region_code AS codes,
           COALESCE(listing.title ~ '更正|勘误|修订|修改|更新|补正|(重新|再次)(发布|公布|公开)', false) AS listed_again,
           COALESCE(host_codes.codes, '{}') AS host_codes,
           right(document.host, length(portal_at.domain)) = portal_at.domain AS same_domain
    FROM (SELECT *, substring(url FROM '://([^/:?#]+)') AS host FROM document) AS document
    LEFT JOIN portal_at ON portal_at.site = document.site
    LEFT JOIN listing ON listing.site = document.site AND listing.url = document.url
    LEFT JOIN host_codes ON host_codes.host = document.host
), word AS (
    SELECT last_word.report_id, last_word.reading_id, last_word.numbers, last_word.recognised, last_word.says_again,
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
    SELECT report_id, reading_id, numbers, recognised, says_again, document_id, carrier, edition_id, capture_id,
           min(first_seen) OVER (PARTITION BY report_id, document_id) AS document_first_seen,
           min(first_seen) OVER (PARTITION BY report_id) AS first_seen,
           max(last_seen) OVER (PARTITION BY report_id, document_id) > last_seen AS regressed,
           row_number() OVER (
               PARTITION BY report_id, document_id
               ORDER BY CAST(:as_of AS timestamptz) IS NULL AND poorer, last_seen DESC, edition_id DESC
           ) AS place
    FROM word
), placed AS (
    SELECT held.*,
           recognised OR held.carrier = 'image' AS picture,
           CASE
               WHEN left(report_id, 6) = ANY (host_codes) THEN true
               WHEN EXISTS (
                   SELECT FROM unnest(codes) AS of_portal(code)
                   -- 430100 is above 430181, 430000 above both.
                   WHERE code <> left(report_id, 6) AND starts_with(report_id, regexp_replace(code, '(0000|00)$', ''))
               ) THEN false
               ELSE COALESCE(same_domain, true)
           END AS own_portal,
           row_number() OVER (
               PARTITION BY report_id
               ORDER BY says_again OR listed_again, published, document_first_seen, document_id
           ) AS issue
    FROM held
    JOIN address USING (document_id)
    -- `= 1` says the same, but of ranks Postgres expects one in two hundred to be that, and then loops over all reports.
    WHERE place < 2
)
SELECT report_id, reading_id, edition_id, document_id, capture_id, first_seen, regressed,
       row_number() OVER (
           PARTITION BY report_id
           ORDER BY numbers = 0,
                    NOT own_portal,
                    picture,
                    array_position(ARRAY['html', 'docx', 'doc', 'sheet', 'pdf', 'text', 'image', 'other'], carrier),
                    numbers DESC, issue DESC, document_id
       ) AS rank,
       own_portal, picture, issue
FROM placed
