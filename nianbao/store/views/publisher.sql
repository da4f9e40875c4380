CREATE VIEW pub.publisher AS
SELECT publisher.publisher_id,
       publisher.name AS name_zh,
       publisher.kind,
       publisher.sector,
       publisher.sector_basis,
       publisher.region_id,
       region.code AS region_code,
       publisher.slug,
       publisher_line.region_key || '/' || publisher_line.line_alone || COALESCE('.' || (
           SELECT max(anew) FROM publisher_event WHERE publisher.line = ANY (to_lines)), '') AS lineage_id,
       publisher.line_basis AS lineage_basis
FROM publisher
JOIN region USING (region_id)
JOIN publisher_line USING (publisher_id);

COMMENT ON VIEW pub.publisher IS 'An organ that signs reports, or that a list or the registry names; all its names are one row.';
COMMENT ON COLUMN pub.publisher.publisher_id IS 'Number of the publisher.';
COMMENT ON COLUMN pub.publisher.name_zh IS 'Its name.';
COMMENT ON COLUMN pub.publisher.kind IS 'What sort of organ, by its name.';
COMMENT ON COLUMN pub.publisher.sector IS 'What it is busy with, by its name: one of a closed list.';
COMMENT ON COLUMN pub.publisher.sector_basis IS 'What decided the sector: kind, or the rule with the words it found; none.';
COMMENT ON COLUMN pub.publisher.region_id IS 'Number of its region.';
COMMENT ON COLUMN pub.publisher.region_code IS 'The region''s last GB/T 2260 code.';
COMMENT ON COLUMN pub.publisher.slug IS 'Its part of a report_id.';
COMMENT ON COLUMN pub.publisher.lineage_id IS 'Organs of one lineage are one, renamed; its last, where it began anew under its name.';
COMMENT ON COLUMN pub.publisher.lineage_basis IS 'What decided the lineage: line and the rule, or own name where none fits.';
