-- The frame, one row a unit and year, and the best that is known of each at a moment: what was seen later is left out.
CREATE VIEW unit_known AS
WITH moment AS MATERIALIZED (
    SELECT at, extract(year FROM at AT TIME ZONE 'Asia/Shanghai')::int - 1 AS last_year
    FROM (SELECT COALESCE(CAST(:as_of AS timestamptz), now()) AS at) AS given
), chosen AS MATERIALIZED (
    SELECT by_unit.unit, by_unit.year, by_unit.kind, by_unit.region_id, by_unit.publisher_id, by_unit.coverage,
           held.report_id, held.reading_id, held.capture_id, held.document_id
    FROM ({held}) AS held
    JOIN report_unit AS by_unit USING (report_id)
    WHERE held.rank < 2
), held AS MATERIALIZED (
    -- Of several the whole area's, then that of the organ which the registry names.
    SELECT DISTINCT ON (unit, year) chosen.*
    FROM chosen
    ORDER BY unit, year, coverage <> 'aggregate',
             NOT EXISTS (SELECT FROM portal_unit WHERE portal_unit.publisher_id = chosen.publisher_id), report_id
), asked AS (
    -- Bytes that are kept are not lost by what the portal answers later. Else the last answer counts.
    SELECT DISTINCT ON (outcome.site, outcome.url) outcome.*, crawl.vantage,
           max(outcome.at) OVER (PARTITION BY outcome.site, outcome.url) AS last_at
    FROM outcome JOIN crawl USING (crawl_id)
    WHERE outcome.at <= (SELECT at FROM moment) /* outcome.site among sites */
    ORDER BY outcome.site, outcome.url, outcome.state NOT IN ('held', 'format_not_read'), outcome.at DESC
), sighted AS (
    SELECT site, url, min(at) AS first_at, max(last_shown) AS last_shown
    FROM (SELECT site, url, at, NULL::timestamptz AS last_shown FROM outcome WHERE true /* outcome.site among sites */
          UNION ALL
          SELECT looked.site, listed ->> 'url', looked.ended, looked.last_shown
          FROM (SELECT site, shown_id, min(ended) AS ended,
                       max(began) FILTER (WHERE ended <= (SELECT at FROM moment)) AS last_shown
                FROM look WHERE true /* look.site among sites */
                GROUP BY site, shown_id) AS looked
          JOIN shown USING (shown_id) CROSS JOIN LATERAL jsonb_array_elements(shown.rows) AS listed) AS came
    GROUP BY site, url
), last_whole AS (
    SELECT DISTINCT ON (look.site) look.site, look.began, look.ended, look.list_url, look.record_id, crawl.vantage
    FROM look JOIN crawl USING (crawl_id)
    WHERE look.is_whole AND look.ended <= (SELECT at FROM moment) /* look.site among sites */
    ORDER BY look.site, look.began DESC
), printed AS (
    -- Whose reports stand at an address, by what is shown of them.
    SELECT document.url, array_agg(DISTINCT chosen.unit || ' ' || chosen.year) AS units
    FROM chosen JOIN document USING (document_id)
    GROUP BY document.url
), listed AS MATERIALIZED (
    SELECT organ.unit, listing.year, organ.publisher_id, listing.site, listing.url,
           CASE WHEN off.list THEN 'off the list' ELSE asked.rule END AS rule,
           CASE WHEN off.list THEN last_whole.record_id ELSE asked.record_id END AS record_id,
           CASE WHEN off.list THEN last_whole.ended ELSE asked.at END AS at,
           CASE WHEN off.list THEN last_whole.ended ELSE asked.last_at END AS last_at,
           CASE WHEN off.list THEN last_whole.vantage ELSE asked.vantage END AS vantage,
           CASE WHEN off.list THEN 'gone' ELSE CASE COALESCE(asked.state, CASE WHEN sighted.url IS NULL THEN listing.state END, 'listed')
               WHEN 'held' THEN 'listed'
               ELSE COALESCE(asked.state, CASE WHEN sighted.url IS NULL THEN listing.state END, 'listed')
           END END AS state,
           CASE WHEN off.list THEN 'no longer on the site''s list, which was read whole, and it was never held'
                WHEN asked.state = 'held' THEN 'what stands there is the report of another organ or year, or of none known'
                WHEN listing.verdict = 'other_organ' THEN 'on the list of another organ''s site, not fetched'
                ELSE COALESCE(asked.evidence, listing.evidence)
           END AS reason,
           COALESCE(printed.units <> ARRAY[organ.unit || ' ' || listing.year], false) AS elsewhere
    FROM listing
    JOIN region ON region.code = listing.region_code
    JOIN organ_unit AS organ ON organ.region_id = region.region_id AND organ.name = listing.organ
    LEFT JOIN sighted USING (site, url)
    LEFT JOIN asked USING (site, url)
    LEFT JOIN printed ON printed.url = listing.url
    LEFT JOIN last_whole USING (site)
    -- A row that a list once showed and later not, and that was never asked for.
    CROSS JOIN LATERAL (
        SELECT COALESCE(asked.state IS NULL AND sighted.last_shown < last_whole.began, false) AS list
    ) AS off
    WHERE listing.verdict IN ('report', 'other_organ') AND listing.year IS NOT NULL
      /* region.region_id among regions */
      AND (sighted.first_at IS NULL OR sighted.first_at <= (SELECT at FROM moment))
), organ_year AS (
    -- Organs that are no region's government: years that are held or listed, those between, those the registry vouches for.
    SELECT unit, year, min(place) AS place
    FROM (SELECT unit, year, 2 AS place FROM listed WHERE NOT elsewhere
          UNION ALL SELECT unit, year, 2 FROM held
          UNION ALL
          SELECT unit, generate_series(min(year), max(year)), 3
          FROM (SELECT unit, year FROM listed WHERE NOT elsewhere UNION ALL SELECT unit, year FROM held) AS seen
          GROUP BY unit
          UNION ALL
          SELECT unit, generate_series(GREATEST(first_year, 2008), (SELECT last_year FROM moment)), 1 FROM portal_unit
         ) AS found
    WHERE starts_with(unit, 'p')
    GROUP BY unit, year
), frame AS MATERIALIZED (
    SELECT 'g' || place.region_id AS unit, place.year, place.region_id, NULL::bigint AS publisher_id,
           'government' AS kind, elsewhere.code IS NULL AS expected,
           CASE WHEN elsewhere.code IS NULL THEN 'division_list' ELSE 'none' END AS expected_basis
    FROM region_then AS place LEFT JOIN elsewhere ON elsewhere.code = left(place.code, 2) || '0000'
    WHERE place.year <= (SELECT last_year FROM moment) /* place.region_id among regions */
    UNION ALL
    SELECT organ.unit, organ_year.year, organ.region_id, organ.publisher_id, organ.kind,
           CASE WHEN place < 3 THEN true END,
           (ARRAY['registry_row', 'published_list', 'seen_other_year'])[place]
    FROM organ_year JOIN organ_unit AS organ ON 'p' || organ.publisher_id = organ_year.unit
    WHERE organ_year.year BETWEEN 2008 AND (SELECT last_year FROM moment) /* organ.region_id among regions */
), last_look AS MATERIALIZED (
    SELECT DISTINCT ON (look.site) look.*, crawl.vantage
    FROM look JOIN crawl USING (crawl_id)
    WHERE look.ended <= (SELECT at FROM moment) /* look.site among sites */
    ORDER BY look.site, look.began DESC
), watched AS (
    -- The sites of a unit. A look counts for a year once its report was due, and from the year the list goes back to.
    SELECT frame.unit, frame.year, site.site, site.first_year, site.list_url, last_look.state AS site_state,
           last_look.ended AS last_at, last_look.url, last_look.rule, last_look.evidence, last_look.record_id,
           last_look.vantage, due.due_over <= (SELECT at FROM moment) AS is_due, whole.ended AS whole_at,
           whole.record_id AS whole_record, whole.list_url AS whole_url, whole.vantage AS whole_vantage
    FROM frame
    JOIN portal_unit AS site USING (unit)
    LEFT JOIN duty_year AS due ON due.kind = frame.kind AND due.year = frame.year
    LEFT JOIN last_look USING (site)
    LEFT JOIN LATERAL (
        SELECT look.ended, look.record_id, look.list_url, crawl.vantage
        FROM look JOIN crawl USING (crawl_id)
        WHERE look.site = site.site AND look.is_whole AND look.began >= due.due_over
          AND look.ended <= (SELECT at FROM moment)
        ORDER BY look.began DESC LIMIT 1
    ) AS whole ON frame.year >= site.first_year
), candidate AS (
    SELECT unit, year, state, reason, rule, site, url, record_id, at, vantage, true AS is_row FROM listed
    UNION ALL
    SELECT unit, year, 'not_published', 'not on the site''s list, which was read whole after it was due', '', site,
           whole_url, whole_record, whole_at, whole_vantage, false
    FROM watched WHERE whole_at IS NOT NULL
    UNION ALL
    SELECT unit, year, site_state, evidence, rule, site, url, record_id, last_at, vantage, false
    FROM watched WHERE whole_at IS NULL AND is_due AND site_state IN ('blocked', 'robots', 'unreachable')
), best AS (
    SELECT DISTINCT ON (unit, year) candidate.*
    FROM candidate
    ORDER BY unit, year,
             array_position(ARRAY['format_not_read', 'listed', 'blocked', 'robots', 'unreachable', 'gone',
                                  'not_published'], state), at DESC NULLS LAST, url
), checked AS (
    SELECT unit, year, max(at) AS at
    FROM (SELECT unit, year, last_at AS at FROM listed
          UNION ALL
          SELECT unit, year, last_at FROM watched
          WHERE extract(year FROM last_at AT TIME ZONE 'Asia/Shanghai') > year) AS looked
    GROUP BY unit, year
), place AS (
    SELECT unit, year, (array_agg(site ORDER BY first_year, site))[1] AS site, bool_or(list_url IS NOT NULL) AS has_list,
           min(first_year) AS first_year, max(last_at) AS last_at
    FROM watched GROUP BY unit, year
)
SELECT frame.unit, frame.year, frame.region_id, frame.publisher_id, frame.kind, frame.expected, frame.expected_basis,
       due.law AS expected_law, due.due_date, held.report_id, held.reading_id, held.document_id,
       held.publisher_id AS held_by,
       CASE WHEN held.unit IS NOT NULL THEN 'held'
            WHEN best.unit IS NOT NULL THEN best.state
            WHEN frame.expected_basis <> 'none' AND due.due_over > (SELECT at FROM moment) THEN 'not_yet_due'
            ELSE 'not_covered' END AS state,
       CASE WHEN held.unit IS NOT NULL THEN ''
            WHEN best.unit IS NOT NULL THEN COALESCE(best.reason, '')
            WHEN frame.expected_basis = 'none' THEN 'the Regulation is not in force there'
            WHEN due.due_over > (SELECT at FROM moment) THEN 'not due before the end of ' || COALESCE(
                due.due_date::text, (frame.year + 1) || ', the law naming no day')
            WHEN place.unit IS NULL THEN 'no site of the registry is this organ''s'
            WHEN place.last_at IS NULL THEN 'its site was never looked at'
            WHEN frame.year < place.first_year THEN 'ahead of the first year that its site is known to list'
            WHEN NOT place.has_list THEN 'no list of its site is known'
            ELSE 'no list of its site was read whole since it was due' END AS state_reason,
       COALESCE(best.rule, '') AS rule,
       held.unit IS NOT NULL OR COALESCE(best.is_row, false) AS listed,
       COALESCE(capture.url, best.url) AS evidence_url,
       COALESCE(capture.record_id, best.record_id) AS evidence_capture,
       COALESCE(capture.captured_at, best.at) AS evidence_at,
       GREATEST(checked.at, capture.captured_at) AS last_checked,
       COALESCE(crawl.vantage, best.vantage) AS vantage,
       COALESCE(capture.site, best.site, place.site) AS site
FROM frame
LEFT JOIN duty_year AS due ON due.kind = frame.kind AND due.year = frame.year
LEFT JOIN held ON held.unit = frame.unit AND held.year = frame.year
LEFT JOIN capture ON capture.capture_id = held.capture_id
LEFT JOIN crawl ON crawl.crawl_id = capture.crawl_id
LEFT JOIN best ON best.unit = frame.unit AND best.year = frame.year AND held.unit IS NULL
LEFT JOIN checked ON checked.unit = frame.unit AND checked.year = frame.year
LEFT JOIN place ON place.unit = frame.unit AND place.year = frame.year;

COMMENT ON VIEW unit_known IS 'The frame with the best that is known of each unit and year, as of now.';
COMMENT ON COLUMN unit_known.unit IS 'g and the number of a region, or p and that of a publisher.';
COMMENT ON COLUMN unit_known.year IS 'The year to be reported on.';
COMMENT ON COLUMN unit_known.region_id IS 'The region.';
COMMENT ON COLUMN unit_known.publisher_id IS 'The organ; null: the region''s government.';
COMMENT ON COLUMN unit_known.kind IS 'What sort of organ.';
COMMENT ON COLUMN unit_known.expected IS 'Whether it should have reported; null: not known.';
COMMENT ON COLUMN unit_known.expected_basis IS 'Why it should have.';
COMMENT ON COLUMN unit_known.expected_law IS 'Law and article.';
COMMENT ON COLUMN unit_known.due_date IS 'Last day to publish; null: no day by law.';
COMMENT ON COLUMN unit_known.report_id IS 'The report held.';
COMMENT ON COLUMN unit_known.reading_id IS 'The reading whose figures it shows.';
COMMENT ON COLUMN unit_known.document_id IS 'The document shown.';
COMMENT ON COLUMN unit_known.held_by IS 'Who signs it.';
COMMENT ON COLUMN unit_known.state IS 'The best that is known.';
COMMENT ON COLUMN unit_known.state_reason IS 'Why, in words.';
COMMENT ON COLUMN unit_known.rule IS 'What was recognised.';
COMMENT ON COLUMN unit_known.listed IS 'A document of it is known.';
COMMENT ON COLUMN unit_known.evidence_url IS 'Address that shows the state.';
COMMENT ON COLUMN unit_known.evidence_capture IS 'WARC-Record-ID of what shows it.';
COMMENT ON COLUMN unit_known.evidence_at IS 'When that was.';
COMMENT ON COLUMN unit_known.last_checked IS 'When anything was last asked of it.';
COMMENT ON COLUMN unit_known.vantage IS 'From where.';
COMMENT ON COLUMN unit_known.site IS 'Row of the registry.';
