CREATE VIEW pub.passage AS
SELECT report.report_id,
       report.region_id,
       report.region_code,
       report.region_zh,
       report.publisher_zh,
       report.year,
       report.coverage,
       section.position,
       section.key,
       passage.start,
       passage.stop,
       substr(section.text_masked, passage.start + 1, passage.stop - passage.start) AS text,
       passage.pairs
FROM passage
JOIN report_kept AS report ON report.default_reading_id = passage.reading_id
-- Each has one; joined so that who does not ask for it does not wait for it.
LEFT JOIN section ON section.reading_id = passage.reading_id AND section.position = passage.position
WHERE NOT report.withheld;

COMMENT ON VIEW pub.passage IS
    'The prose of held reports in passages that can be searched, personal data masked; neighbours overlap.';
COMMENT ON COLUMN pub.passage.report_id IS 'The report.';
COMMENT ON COLUMN pub.passage.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.passage.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.passage.region_zh IS 'Its name.';
COMMENT ON COLUMN pub.passage.publisher_zh IS 'Name of the publisher.';
COMMENT ON COLUMN pub.passage.year IS 'The year reported on.';
COMMENT ON COLUMN pub.passage.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.passage.position IS 'Place of the section in reading order, from 0.';
COMMENT ON COLUMN pub.passage.key IS 'What the section is about.';
COMMENT ON COLUMN pub.passage.start IS 'Its first character in the text of the section, from 0.';
COMMENT ON COLUMN pub.passage.stop IS 'The character behind its last.';
COMMENT ON COLUMN pub.passage.text IS 'What it says.';
COMMENT ON COLUMN pub.passage.pairs IS
    'Pairs of neighbouring characters with their places: a phrase is found where its pairs follow one another.';
