SELECT region_id, region_key, name_zh, level, parent_id, province_code, code_latest, exists_from, exists_to,
       boundary_group
FROM region
WHERE code_latest = :code OR region_key = :code
ORDER BY region_key = :code AND exists_to IS NOT NULL DESC, exists_to IS NULL DESC, exists_from DESC NULLS LAST
