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
