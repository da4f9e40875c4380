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
       jsonb_array_length(section.masks) AS n_masked,
       CASE WHEN reuse.prev_null_reason IS NULL
            THEN (reuse.prev_shared::numeric / (reuse.chars + reuse.prev_chars - reuse.prev_shared))::real
       END AS similarity_prev,
       CASE WHEN reuse.peer_null_reason IS NULL
            THEN (reuse.peer_shared::numeric / (reuse.chars + COALESCE(reuse.peer_chars, 0) - reuse.peer_shared))::real
       END AS similarity_peer,
       reuse.peer_report_id,
       CASE WHEN reuse.part IS NULL THEN untold.why ELSE reuse.prev_null_reason END AS similarity_prev_null,
       CASE WHEN reuse.part IS NULL THEN untold.why ELSE reuse.peer_null_reason END AS similarity_peer_null
FROM pub.report
JOIN section ON section.reading_id = report.default_reading_id
LEFT JOIN text_reuse AS reuse
       ON reuse.report_id = report.report_id AND reuse.part = section.key AND reuse.reading_id = section.reading_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN section.key = ANY ({parts}) THEN 'not_made_yet' ELSE 'not_compared' END AS why
) AS untold
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
COMMENT ON COLUMN pub.section.similarity_prev IS
    'Characters of clauses shared with that section of the year before in the series, of those of either, 0 to 1.';
COMMENT ON COLUMN pub.section.similarity_peer IS
    'The same with the likest section of another publisher and the same year.';
COMMENT ON COLUMN pub.section.peer_report_id IS 'The report of that; null: none shares a clause, or it is not known.';
COMMENT ON COLUMN pub.section.similarity_prev_null IS
    'Why similarity_prev is null: as prev_null_reason of text_reuse; not_compared: the form binds what such a section '
    'says; not_made_yet: read since the kept views were made.';
COMMENT ON COLUMN pub.section.similarity_peer_null IS 'Why similarity_peer is null, likewise.';
