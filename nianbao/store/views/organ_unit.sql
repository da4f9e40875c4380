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
