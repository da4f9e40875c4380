-- The unit of the frame that an organ's reports count for: a region's government, where it speaks for the region, or the
-- organ itself. The office of a government does so only with a report of the whole area: see report_unit.
CREATE VIEW organ_unit AS
SELECT publisher.publisher_id,
       publisher.region_id,
       publisher.name,
       publisher.kind,
       publisher.governs,
       CASE WHEN publisher.governs AND publisher.kind <> 'government_office' THEN 'g' || publisher.region_id
            ELSE 'p' || publisher.publisher_id END AS unit
FROM publisher;

COMMENT ON VIEW organ_unit IS 'The unit of the frame that an organ stands for.';
COMMENT ON COLUMN organ_unit.publisher_id IS 'The organ.';
COMMENT ON COLUMN organ_unit.region_id IS 'Its region.';
COMMENT ON COLUMN organ_unit.name IS 'Its name.';
COMMENT ON COLUMN organ_unit.kind IS 'What sort of organ.';
COMMENT ON COLUMN organ_unit.governs IS 'It speaks for its whole region.';
COMMENT ON COLUMN organ_unit.unit IS 'g and the region: its government; p and the organ: itself.';

CREATE VIEW report_unit AS
SELECT report.report_id,
       report.publisher_id,
       report.year,
       report.coverage,
       organ.region_id,
       CASE WHEN by_region.so THEN 'g' || organ.region_id ELSE 'p' || organ.publisher_id END AS unit,
       CASE WHEN by_region.so THEN 'government' ELSE organ.kind END AS kind
FROM report
JOIN organ_unit AS organ USING (publisher_id)
CROSS JOIN LATERAL (
    SELECT organ.governs AND (organ.kind <> 'government_office' OR report.coverage = 'aggregate') AS so
) AS by_region;

COMMENT ON VIEW report_unit IS 'The unit of the frame that a report counts for.';
COMMENT ON COLUMN report_unit.report_id IS 'The report.';
COMMENT ON COLUMN report_unit.publisher_id IS 'Who signs.';
COMMENT ON COLUMN report_unit.year IS 'The year reported on.';
COMMENT ON COLUMN report_unit.coverage IS 'What is counted.';
COMMENT ON COLUMN report_unit.region_id IS 'The region.';
COMMENT ON COLUMN report_unit.unit IS 'g and the region: its government; p and the organ: itself.';
COMMENT ON COLUMN report_unit.kind IS 'Kind of organ whose duty the report fulfils.';

CREATE VIEW duty_year AS
SELECT duty.kind,
       span.year,
       duty.law,
       duty.says,
       make_date(span.year + 1, duty.due_month, duty.due_day) AS due_date,
       -- Where the law names no day, a year is waited.
       (COALESCE(make_date(span.year + 1, duty.due_month, duty.due_day), make_date(span.year + 1, 12, 31)) + 1)::timestamp
           AT TIME ZONE 'Asia/Shanghai' AS due_over
FROM duty
CROSS JOIN LATERAL generate_series(
    duty.first_year, COALESCE(duty.last_year, extract(year FROM now())::int - 1)
) AS span (year);

COMMENT ON VIEW duty_year IS 'The duty of a kind of organ for one report year.';
COMMENT ON COLUMN duty_year.kind IS 'Kind of organ.';
COMMENT ON COLUMN duty_year.year IS 'The year reported on.';
COMMENT ON COLUMN duty_year.law IS 'Title and article of the law.';
COMMENT ON COLUMN duty_year.says IS 'Whom it obliges, or that it names no day.';
COMMENT ON COLUMN duty_year.due_date IS 'Last day to publish (local); null: the law names none.';
COMMENT ON COLUMN duty_year.due_over IS 'Moment from which a report that is not there is late, or a year after the year where no day is named.';

-- Regions on 31 December of each report year.
CREATE VIEW region_then AS
SELECT region.region_id, span.year, code.code, region_name.name, region.level
FROM generate_series(2008, extract(year FROM now())::int - 1) AS span (year)
CROSS JOIN LATERAL (SELECT make_date(span.year, 12, 31) AS day) AS last
JOIN region_code AS code ON (code.valid_from IS NULL OR code.valid_from <= last.day)
                        AND (code.valid_to IS NULL OR code.valid_to > last.day)
JOIN region ON region.region_id = code.region_id
JOIN region_name ON region_name.region_id = region.region_id
                AND (region_name.valid_from IS NULL OR region_name.valid_from <= last.day)
                AND (region_name.valid_to IS NULL OR region_name.valid_to > last.day);

COMMENT ON VIEW region_then IS 'The regions that existed on 31 December of a year, with name and code of that day.';
COMMENT ON COLUMN region_then.region_id IS 'Our own number.';
COMMENT ON COLUMN region_then.year IS 'The year.';
COMMENT ON COLUMN region_then.code IS 'Its GB/T 2260 code on that day.';
COMMENT ON COLUMN region_then.name IS 'Its name on that day.';
COMMENT ON COLUMN region_then.level IS 'province, prefecture or county.';

CREATE VIEW portal_unit AS
SELECT portal.site,
       portal.family,
       portal.list_url,
       portal.first_year,
       organ.publisher_id,
       organ.region_id,
       organ.kind,
       CASE WHEN organ.governs THEN 'g' || organ.region_id ELSE organ.unit END AS unit
FROM portal
JOIN region_code AS code ON code.code = portal.region_code AND code.valid_to IS NULL
JOIN organ_unit AS organ ON organ.region_id = code.region_id AND organ.name = portal.publisher;

COMMENT ON VIEW portal_unit IS 'The unit of the frame that a site''s own reports count for.';
COMMENT ON COLUMN portal_unit.site IS 'Name of the registry row.';
COMMENT ON COLUMN portal_unit.family IS 'The kind of portal software.';
COMMENT ON COLUMN portal_unit.list_url IS 'Address of its list; null: none known.';
COMMENT ON COLUMN portal_unit.first_year IS 'From this report year on the list is known to go back.';
COMMENT ON COLUMN portal_unit.publisher_id IS 'The organ that the registry row names.';
COMMENT ON COLUMN portal_unit.region_id IS 'Its region.';
COMMENT ON COLUMN portal_unit.kind IS 'What sort of organ.';
COMMENT ON COLUMN portal_unit.unit IS 'g and the region: its government; p and the organ: itself.';

-- The same as the quality reading_doubt of a figure, once a reading.
CREATE VIEW reading_doubt AS
SELECT reading_id
FROM figure
WHERE status = 'unreadable' OR (identities_failed > 0 AND NOT confirmed)
UNION ALL
SELECT finding.reading_id
FROM finding
CROSS JOIN unnest(finding.keys) AS about (key)
JOIN figure ON figure.reading_id = finding.reading_id AND figure.key = about.key
WHERE (finding.class = 'reading' AND finding.severity <> 'info')
   OR (finding.class = 'source' AND finding.severity IN ('official', 'derived') AND NOT figure.confirmed);

COMMENT ON VIEW reading_doubt IS 'Readings with a figure of the quality reading_doubt, as often as they have one.';
COMMENT ON COLUMN reading_doubt.reading_id IS 'The reading.';
