-- What is not held: documents that were read but belong to no report, rows of a list that were not read, and years of
-- a site's default series with neither.
WITH seen AS (
    SELECT edition_id, min(captured_at) AS first_seen FROM capture WHERE edition_id IS NOT NULL GROUP BY edition_id
), last_word AS (
    SELECT DISTINCT ON (document_id) document_id, reading.report_id, reading.unplaced, reading.region_code,
           reading.publisher_name, reading.coverage, reading.year, seen.first_seen
    FROM reading JOIN edition USING (edition_id) JOIN seen USING (edition_id)
    ORDER BY document_id, seen.first_seen DESC, reading_id DESC
), unplaced AS (
    SELECT COALESCE(last_word.region_code, portal.region_code) AS region, last_word.publisher_name AS publisher,
           last_word.coverage, last_word.year, 'listed' AS state, document.url, last_word.first_seen,
           last_word.unplaced AS reason, '' AS rule, NULL AS vantage
    FROM last_word JOIN document USING (document_id) LEFT JOIN portal USING (site)
    WHERE last_word.unplaced IS NOT NULL
), known AS (
    -- What the frame says of the unit of a site whose list was looked at: both commands say the same.
    SELECT portal_unit.site, coverage.year, coverage.state, coverage.state_reason, coverage.rule, coverage.vantage,
           coverage.evidence_url
    FROM portal_unit JOIN {coverage} AS coverage USING (unit)
    WHERE EXISTS (SELECT FROM look WHERE look.site = portal_unit.site)
), listed AS (
    SELECT portal.region_code AS region, listing.publisher, NULL AS coverage, listing.year,
           COALESCE(known.state, listing.state) AS state, listing.url, NULL::timestamptz AS first_seen,
           COALESCE(known.state_reason, listing.evidence) AS reason, COALESCE(known.rule, '') AS rule, known.vantage
    FROM listing JOIN portal USING (site)
    LEFT JOIN known ON known.site = listing.site AND known.year = listing.year AND known.evidence_url = listing.url
                   AND known.state <> 'held'
    WHERE listing.verdict = 'report' AND listing.state <> 'held'
      AND NOT EXISTS (SELECT FROM document JOIN last_word USING (document_id) WHERE document.url = listing.url)
), last_crawl AS (
    SELECT DISTINCT ON (outcome ->> 'site') outcome ->> 'site' AS site, outcome ->> 'state' AS state, crawl_id
    FROM crawl, jsonb_array_elements(crawl.sites) AS outcome
    -- A sample, such as a live check, takes nothing back of what a whole list has shown, nor adds a year to it.
    ORDER BY outcome ->> 'site', outcome ->> 'state' = 'sampled', crawl_id DESC
), watched AS (
    -- The last capture says which years could be there, and the law by when.
    SELECT portal.*, last_crawl.state AS crawl_state, extract(year FROM looked.at)::int - 1 AS last_year,
           COALESCE(looked.at >= duty.due_over, extract(month FROM looked.at) > 1) AS due,
           COALESCE(duty.due_date::text, 'the end of January') AS due_date
    FROM portal
    JOIN last_crawl USING (site)
    JOIN LATERAL (SELECT max(captured_at) AS at FROM capture
                  WHERE capture.site = portal.site AND capture.crawl_id <= last_crawl.crawl_id) AS looked
      ON looked.at IS NOT NULL
    LEFT JOIN portal_unit AS unit ON unit.site = portal.site
    LEFT JOIN duty_year AS duty
           ON duty.kind = CASE WHEN starts_with(unit.unit, 'g') THEN 'government' ELSE unit.kind END
          AND duty.year = extract(year FROM looked.at)::int - 1
), gap AS (
    SELECT watched.region_code AS region, watched.publisher, NULL AS coverage, span.year,
           CASE
               WHEN known.state IS NOT NULL THEN known.state
               WHEN span.year = last_year AND NOT due THEN 'not_yet_due'
               WHEN list_url IS NOT NULL AND crawl_state = 'complete' THEN 'not_published'
               ELSE 'not_covered'
           END AS state,
           COALESCE(known.evidence_url, list_url) AS url, NULL::timestamptz AS first_seen,
           CASE
               WHEN known.state IS NOT NULL THEN known.state_reason
               WHEN span.year = last_year AND NOT due THEN 'not due before the end of ' || due_date
               WHEN list_url IS NOT NULL AND crawl_state = 'complete' THEN 'not on the site''s list, which was read whole'
               ELSE 'no list of the site was read whole'
           END AS reason,
           COALESCE(known.rule, '') AS rule,
           known.vantage
    FROM watched
    CROSS JOIN LATERAL generate_series(first_year, last_year) AS span (year)
    LEFT JOIN known ON known.site = watched.site AND known.year = span.year AND known.state <> 'held'
    WHERE NOT EXISTS (
        SELECT FROM reading_held JOIN report USING (report_id) JOIN publisher USING (publisher_id)
        JOIN region AS code ON code.region_id = publisher.region_id
        WHERE code.code = watched.region_code AND report.year = span.year AND publisher.name = watched.publisher)
      AND NOT EXISTS (SELECT FROM listing WHERE listing.site = watched.site AND listing.verdict = 'report'
                        AND listing.year = span.year)
)
SELECT region, publisher, coverage, year, state, url, first_seen, reason, rule, vantage
FROM (SELECT * FROM unplaced UNION ALL SELECT * FROM listed UNION ALL SELECT * FROM gap) AS missing
WHERE CAST(:region AS text) IS NULL OR region = :region
