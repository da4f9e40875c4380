CREATE VIEW pub.coverage AS
SELECT known.unit,
       known.year,
       CASE known.kind WHEN 'government' THEN 'government_report' ELSE 'organ_report' END AS obligation,
       known.region_id,
       place.code AS region_code,
       place.name AS region_zh,
       left(place.code, 2) || '0000' AS province_code,
       COALESCE(known.held_by, known.publisher_id) AS publisher_id,
       publisher.name AS publisher_zh,
       CASE known.kind
           WHEN 'subdistrict_or_township' THEN 'township'
           WHEN 'zone_committee' THEN 'zone'
           ELSE region.level
       END AS level,
       known.kind,
       known.expected,
       known.expected_basis,
       known.expected_law,
       known.due_date,
       known.state,
       known.state_reason,
       known.rule,
       known.listed,
       known.state IN ('held', 'format_not_read') AS fetched,
       known.report_id,
       known.evidence_url,
       known.evidence_capture,
       known.evidence_at,
       known.last_checked,
       known.vantage,
       known.site,
       portal.family AS portal_family,
       document.carrier,
       CASE WHEN reading.reading_id IS NOT NULL
            THEN ARRAY(SELECT jsonb_object_keys(reading.forms) ORDER BY 1) END AS tables_found,
       CASE WHEN reading.reading_id IS NOT NULL THEN NOT EXISTS (
           SELECT FROM reading_doubt WHERE reading_doubt.reading_id = reading.reading_id) END AS figures_ok
FROM {known} AS known
JOIN region USING (region_id)
LEFT JOIN region_then AS place ON place.region_id = known.region_id AND place.year = known.year
LEFT JOIN publisher ON publisher.publisher_id = COALESCE(known.held_by, known.publisher_id)
LEFT JOIN portal ON portal.site = known.site
LEFT JOIN reading ON reading.reading_id = known.reading_id
LEFT JOIN document ON document.document_id = known.document_id;

COMMENT ON VIEW pub.coverage IS 'The frame: one row a unit that may have to report, and report year, held or not, with the best that is known.';
COMMENT ON COLUMN pub.coverage.unit IS 'g and the number of a region: its government; p and the number of a publisher: that organ.';
COMMENT ON COLUMN pub.coverage.year IS 'The year to be reported on.';
COMMENT ON COLUMN pub.coverage.obligation IS 'government_report (of the whole administration of the region) or organ_report.';
COMMENT ON COLUMN pub.coverage.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.coverage.region_code IS 'Its GB/T 2260 code on 31 December of the year.';
COMMENT ON COLUMN pub.coverage.region_zh IS 'Its name on that day.';
COMMENT ON COLUMN pub.coverage.province_code IS 'Code of its province.';
COMMENT ON COLUMN pub.coverage.publisher_id IS 'Who signs the report that is held, else the organ; null: a region''s government of which none is held.';
COMMENT ON COLUMN pub.coverage.publisher_zh IS 'Its name.';
COMMENT ON COLUMN pub.coverage.level IS 'province, prefecture, county, township or zone.';
COMMENT ON COLUMN pub.coverage.kind IS 'What sort of organ has to report.';
COMMENT ON COLUMN pub.coverage.expected IS 'Whether it should have reported; null: not known, it did in years before and after.';
COMMENT ON COLUMN pub.coverage.expected_basis IS 'division_list (the region existed on 31 December), registry_row, published_list (a list names the report, or it is held), seen_other_year, none.';
COMMENT ON COLUMN pub.coverage.expected_law IS 'Law and article that oblige it; null: none that we know.';
COMMENT ON COLUMN pub.coverage.due_date IS 'Last day to publish (local); null: the law names none.';
COMMENT ON COLUMN pub.coverage.state IS 'held, format_not_read, listed, blocked, robots, unreachable, gone, not_published, not_yet_due or not_covered: the first of these that is known.';
COMMENT ON COLUMN pub.coverage.state_reason IS 'Why, in words; empty where it is held.';
COMMENT ON COLUMN pub.coverage.rule IS 'What was recognised: a status, a kind of page, a failure; empty: nothing to recognise.';
COMMENT ON COLUMN pub.coverage.listed IS 'A list or a registry row names a document of it, or one is held.';
COMMENT ON COLUMN pub.coverage.fetched IS 'Its bytes are in the archive.';
COMMENT ON COLUMN pub.coverage.report_id IS 'The report held; of several the one of the whole area.';
COMMENT ON COLUMN pub.coverage.evidence_url IS 'Address that shows the state; null: none.';
COMMENT ON COLUMN pub.coverage.evidence_capture IS 'WARC-Record-ID of the answer or failure that shows it; null: nothing on record.';
COMMENT ON COLUMN pub.coverage.evidence_at IS 'When that was.';
COMMENT ON COLUMN pub.coverage.last_checked IS 'When anything was last asked that could have changed the state; null: never.';
COMMENT ON COLUMN pub.coverage.vantage IS 'From where the portal was asked, as NIANBAO_VANTAGE names it; empty: not named; null: not asked.';
COMMENT ON COLUMN pub.coverage.site IS 'Row of the registry; null: none.';
COMMENT ON COLUMN pub.coverage.portal_family IS 'The kind of portal software.';
COMMENT ON COLUMN pub.coverage.carrier IS 'Kind of file of the document held.';
COMMENT ON COLUMN pub.coverage.tables_found IS 'The tables that are there; null: nothing is held.';
COMMENT ON COLUMN pub.coverage.figures_ok IS 'No figure of it has the quality reading_doubt; null: nothing is held.';
