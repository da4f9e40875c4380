CREATE VIEW pub.section AS
SELECT report.report_id,
       section.position,
       report.region_id,
       report.region_code,
       report.year,
       section.number,
       section.key,
       section.heading_masked AS heading,
       section.text_masked AS text,
       length(section.text) AS chars,
       jsonb_array_length(section.masks) AS n_masked
FROM pub.report
JOIN section ON section.reading_id = report.default_reading_id
WHERE NOT report.withheld;

COMMENT ON VIEW pub.section IS 'One row a section of a held report: its prose, personal data masked.';
COMMENT ON COLUMN pub.section.report_id IS 'The report.';
COMMENT ON COLUMN pub.section.position IS 'Place in reading order, from 0.';
COMMENT ON COLUMN pub.section.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.section.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.section.year IS 'The year reported on.';
COMMENT ON COLUMN pub.section.number IS 'Number as printed.';
COMMENT ON COLUMN pub.section.key IS 'What the section is about.';
COMMENT ON COLUMN pub.section.heading IS 'Heading as printed, normalised; personal data masked.';
COMMENT ON COLUMN pub.section.text IS 'Text, normalised, tables left out; personal data masked.';
COMMENT ON COLUMN pub.section.chars IS 'Characters of the text as read.';
COMMENT ON COLUMN pub.section.n_masked IS 'Pieces of personal data masked in the text.';
