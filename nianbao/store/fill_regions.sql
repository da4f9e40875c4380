-- Regions as they were told (temporary tables life, spell, happened) into the region tables. A key that is known keeps
-- its region, and of regions that were not told all stays.
UPDATE region SET key = life.key FROM life WHERE region.key = '?' || life.code AND life.exists_to IS NULL;

INSERT INTO region (key, level, code, name, exists_from, exists_to, boundary_group, is_functional_zone)
SELECT key, level, code, name, exists_from, exists_to, boundary_group, is_functional_zone
FROM life
WHERE NOT EXISTS (SELECT FROM region WHERE region.key = life.key)
ORDER BY code, exists_from NULLS FIRST;

UPDATE region
SET level = life.level, code = life.code, name = life.name, exists_from = life.exists_from, exists_to = life.exists_to,
    boundary_group = life.boundary_group, is_functional_zone = life.is_functional_zone
FROM life
WHERE life.key = region.key
  AND (region.level, region.code, region.name, region.exists_from, region.exists_to, region.boundary_group,
       region.is_functional_zone)
      IS DISTINCT FROM
      (life.level, life.code, life.name, life.exists_from, life.exists_to, life.boundary_group, life.is_functional_zone);

DELETE FROM region_name WHERE region_id IN (SELECT region_id FROM region JOIN life USING (key));
DELETE FROM region_code WHERE region_id IN (SELECT region_id FROM region JOIN life USING (key));
DELETE FROM region_parent WHERE region_id IN (SELECT region_id FROM region JOIN life USING (key));

INSERT INTO region_name (region_id, name, valid_from, valid_to)
SELECT region_id, value, valid_from, valid_to FROM spell JOIN region USING (key)
WHERE what = 'name' ORDER BY region_id, valid_from NULLS FIRST;

INSERT INTO region_code (region_id, code, valid_from, valid_to)
SELECT region_id, value, valid_from, valid_to FROM spell JOIN region USING (key)
WHERE what = 'code' ORDER BY region_id, valid_from NULLS FIRST;

INSERT INTO region_parent (region_id, parent_id, valid_from, valid_to)
SELECT region.region_id, above.region_id, valid_from, valid_to
FROM spell JOIN region USING (key) JOIN region AS above ON above.key = spell.value
WHERE what = 'parent' ORDER BY region.region_id, valid_from NULLS FIRST;

INSERT INTO region_event (event_id, position, date, precision, type, from_ids, to_ids, changed_ids, doc_no, basis)
SELECT event_id, position, date, precision, type,
       ARRAY(SELECT region_id FROM unnest(before) WITH ORDINALITY AS side (key, place) JOIN region USING (key) ORDER BY place),
       ARRAY(SELECT region_id FROM unnest(after) WITH ORDINALITY AS side (key, place) JOIN region USING (key) ORDER BY place),
       ARRAY(SELECT region_id FROM unnest(changed) AS side (key) JOIN region USING (key) ORDER BY region_id),
       doc_no, basis
FROM happened
ON CONFLICT (event_id) DO UPDATE
SET position = excluded.position, date = excluded.date, precision = excluded.precision, type = excluded.type,
    from_ids = excluded.from_ids, to_ids = excluded.to_ids, changed_ids = excluded.changed_ids,
    doc_no = excluded.doc_no, basis = excluded.basis;

-- Reports of years before a region began belong to the one that had its code then: databases of earlier versions knew
-- only the regions of today.
CREATE TEMPORARY TABLE astray ON COMMIT DROP AS
SELECT report.report_id, earlier.region_id, publisher.name, publisher.kind, publisher.slug, publisher.governs
FROM report
JOIN publisher USING (publisher_id)
JOIN region ON region.region_id = publisher.region_id
JOIN region AS earlier ON earlier.code = region.code AND earlier.region_id <> region.region_id
WHERE make_date(report.year, 12, 31) < region.exists_from
  AND make_date(report.year, 12, 31) < earlier.exists_to
  AND (earlier.exists_from IS NULL OR earlier.exists_from <= make_date(report.year, 12, 31));

INSERT INTO publisher (region_id, name, kind, slug, governs)
SELECT DISTINCT region_id, name, kind, slug, governs FROM astray
ON CONFLICT DO NOTHING;

UPDATE report SET publisher_id = publisher.publisher_id
FROM astray JOIN publisher ON publisher.region_id = astray.region_id AND publisher.slug = astray.slug
WHERE report.report_id = astray.report_id;
