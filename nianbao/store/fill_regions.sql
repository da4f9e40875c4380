-- The current list of regions into the open rows of the region tables. A code that is known keeps its region.
CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('region', 'region_id')) AS region_id, code, name, level
FROM (SELECT * FROM listed
      WHERE NOT EXISTS (SELECT FROM region_code AS known WHERE known.code = listed.code AND known.valid_to IS NULL)
      ORDER BY code) AS unknown;

INSERT INTO region (region_id, level) SELECT region_id, level FROM fresh;
INSERT INTO region_code (region_id, code) SELECT region_id, code FROM fresh;
INSERT INTO region_name (region_id, name) SELECT region_id, name FROM fresh;

UPDATE region SET level = listed.level
FROM listed JOIN region_code AS known ON known.code = listed.code AND known.valid_to IS NULL
WHERE known.region_id = region.region_id AND region.level <> listed.level;

UPDATE region_name SET name = listed.name
FROM listed JOIN region_code AS known ON known.code = listed.code AND known.valid_to IS NULL
WHERE known.region_id = region_name.region_id AND region_name.valid_to IS NULL AND region_name.name <> listed.name;

INSERT INTO region_parent (region_id, parent_id)
SELECT child.region_id, above.region_id
FROM listed
JOIN region_code AS child ON child.code = listed.code AND child.valid_to IS NULL
JOIN region_code AS above ON above.code = listed.parent AND above.valid_to IS NULL
ON CONFLICT (region_id, valid_from) DO UPDATE SET parent_id = excluded.parent_id
WHERE region_parent.parent_id <> excluded.parent_id;
