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
JOIN region ON region.code = portal.region_code
JOIN organ_unit AS organ ON organ.region_id = region.region_id AND organ.name = portal.publisher;

COMMENT ON VIEW portal_unit IS 'The unit of the frame that a site''s own reports count for.';
COMMENT ON COLUMN portal_unit.site IS 'Name of the registry row.';
COMMENT ON COLUMN portal_unit.family IS 'The kind of portal software.';
COMMENT ON COLUMN portal_unit.list_url IS 'Address of its list; null: none known.';
COMMENT ON COLUMN portal_unit.first_year IS 'From this report year on the list is known to go back.';
COMMENT ON COLUMN portal_unit.publisher_id IS 'The organ that the registry row names.';
COMMENT ON COLUMN portal_unit.region_id IS 'Its region.';
COMMENT ON COLUMN portal_unit.kind IS 'What sort of organ.';
COMMENT ON COLUMN portal_unit.unit IS 'g and the region: its government; p and the organ: itself.';
