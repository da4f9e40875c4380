SELECT region.region_key, region.code_latest AS code, region.name_zh, region.level, region.province_code,
       above.code_latest AS parent, region.exists_from, region.exists_to
FROM region
LEFT JOIN region AS above ON above.region_id = region.parent_id
WHERE (CAST(:level AS text) IS NULL OR region.level = :level)
  AND (CAST(:province AS text) IS NULL OR region.province_code = :province)
  AND (CAST(:q AS text) IS NULL OR strpos(region.name_zh, :q) > 0 OR region.code_latest = :q)
ORDER BY region.code_latest, region.region_key
LIMIT :limit OFFSET :offset
