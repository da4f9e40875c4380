CREATE VIEW pub.region AS
SELECT region.region_id,
       region.key AS region_key,
       region.name AS name_zh,
       region.level,
       above.parent_id,
       left(region.code, 2) || '0000' AS province_code,
       region.code AS code_latest,
       region.exists_from,
       region.exists_to,
       region.level = 'province' AND right(region.name, 1) = '市' AS is_municipality,
       region.name ~ '自治[区州县旗]$' AS is_ethnic_autonomous,
       region.is_functional_zone,
       region.boundary_group
FROM region
LEFT JOIN region_parent AS above
       ON above.region_id = region.region_id AND above.valid_to IS NOT DISTINCT FROM region.exists_to;

COMMENT ON VIEW pub.region IS 'One row a region that stands or stood since 1 January 2008: a province, prefecture or county.';
COMMENT ON COLUMN pub.region.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.region.region_key IS 'Its own name, the same in every database: first code, with the year if it began later.';
COMMENT ON COLUMN pub.region.name_zh IS 'Its last name.';
COMMENT ON COLUMN pub.region.level IS 'province, prefecture or county; its last.';
COMMENT ON COLUMN pub.region.parent_id IS 'Number of the last region above it; null: a province.';
COMMENT ON COLUMN pub.region.province_code IS 'Code of its province.';
COMMENT ON COLUMN pub.region.code_latest IS 'Its last GB/T 2260 code, as text.';
COMMENT ON COLUMN pub.region.exists_from IS 'The day it began; null: before 2008.';
COMMENT ON COLUMN pub.region.exists_to IS 'Day from which it is no more; null: it stands.';
COMMENT ON COLUMN pub.region.is_municipality IS 'A municipality right below the State Council.';
COMMENT ON COLUMN pub.region.is_ethnic_autonomous IS 'Autonomous by its last name: 自治区, 自治州, 自治县, 自治旗.';
COMMENT ON COLUMN pub.region.is_functional_zone IS 'The committee of a zone governs the whole of it.';
COMMENT ON COLUMN pub.region.boundary_group IS 'Regions of one level among which areas were moved since 2008, past ones too, have one number: their union kept its boundary.';
