-- Regions on 31 December of each report year, without what is above them, which takes longer: see pub.region_year.
CREATE VIEW region_then AS
SELECT region.region_id, span.year, code.code, region_name.name, region.level
FROM generate_series(2008, extract(year FROM now())::int - 1) AS span (year)
CROSS JOIN LATERAL (SELECT make_date(span.year, 12, 31) AS day) AS last
JOIN region_code AS code ON (code.valid_from IS NULL OR code.valid_from <= last.day)
                        AND (code.valid_to IS NULL OR code.valid_to > last.day)
JOIN region ON region.region_id = code.region_id
           AND (region.exists_from IS NULL OR region.exists_from <= last.day)
           AND (region.exists_to IS NULL OR region.exists_to > last.day)
JOIN region_name ON region_name.region_id = region.region_id
                AND (region_name.valid_from IS NULL OR region_name.valid_from <= last.day)
                AND (region_name.valid_to IS NULL OR region_name.valid_to > last.day);

COMMENT ON VIEW region_then IS 'The regions that existed on 31 December of a year, with name and code of that day.';
COMMENT ON COLUMN region_then.region_id IS 'Our own number.';
COMMENT ON COLUMN region_then.year IS 'The year.';
COMMENT ON COLUMN region_then.code IS 'Its GB/T 2260 code on that day.';
COMMENT ON COLUMN region_then.name IS 'Its name on that day.';
COMMENT ON COLUMN region_then.level IS 'province, prefecture or county.';
