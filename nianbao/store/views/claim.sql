CREATE VIEW pub.claim AS
SELECT report.report_id,
       claim.position,
       report.region_id,
       report.region_code,
       report.year,
       claim.key,
       claim.value,
       claim.coverage,
       claim.section,
       claim.text_masked AS sentence_masked
FROM pub.report
JOIN claim ON claim.reading_id = report.default_reading_id
WHERE NOT report.withheld;

COMMENT ON VIEW pub.claim IS 'One row a number stated in the prose of a held report.';
COMMENT ON COLUMN pub.claim.report_id IS 'The report.';
COMMENT ON COLUMN pub.claim.position IS 'Place in reading order, from 0.';
COMMENT ON COLUMN pub.claim.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.claim.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.claim.year IS 'The year reported on.';
COMMENT ON COLUMN pub.claim.key IS 'The figure it speaks of, or a name of its own.';
COMMENT ON COLUMN pub.claim.value IS 'The number stated.';
COMMENT ON COLUMN pub.claim.coverage IS 'What the statement counts.';
COMMENT ON COLUMN pub.claim.section IS 'Number of its section; 0: ahead of the first.';
COMMENT ON COLUMN pub.claim.sentence_masked IS 'The statement, personal data masked.';
