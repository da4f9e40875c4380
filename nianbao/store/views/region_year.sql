CREATE VIEW pub.region_year AS
SELECT place.region_id,
       place.year::smallint AS year,
       true AS existed_on_31_dec,
       place.name AS name_year,
       place.code AS code_year,
       CASE WHEN right(place.code, 4) = '0000' THEN 'province' WHEN right(place.code, 2) = '00' THEN 'prefecture'
            ELSE 'county' END AS level_year,
       above.parent_id,
       CASE WHEN right(place.code, 4) = '0000' THEN NULL WHEN right(place.code, 2) = '00' THEN place.name
            WHEN over.level = 'prefecture' THEN named_over.name END AS prefecture_zh,
       province.name AS province_zh,
       changed.region_id IS NOT NULL AS boundary_changed,
       region.boundary_group,
       people.value AS resident_population,
       people.source AS population_source,
       people.boundary_ok AS population_boundary_ok
FROM region_then AS place
JOIN region ON region.region_id = place.region_id
JOIN region AS province
     ON province.level = 'province' AND province.code = left(place.code, 2) || '0000'
LEFT JOIN region_parent AS above
     ON above.region_id = place.region_id
    AND daterange(above.valid_from, above.valid_to) @> make_date(place.year, 12, 31)
LEFT JOIN region AS over
     ON over.region_id = above.parent_id
LEFT JOIN region_name AS named_over
     ON named_over.region_id = above.parent_id
    AND daterange(named_over.valid_from, named_over.valid_to) @> make_date(place.year, 12, 31)
LEFT JOIN (SELECT DISTINCT unnest(changed_ids) AS region_id, extract(year FROM date)::int AS year FROM region_event) AS changed
     ON changed.region_id = place.region_id AND changed.year = place.year
LEFT JOIN population AS people ON people.region_id = place.region_id AND people.year = place.year;

COMMENT ON VIEW pub.region_year IS 'One row a region and year: those that existed on 31 December, from 2008 to the last year that is over.';
COMMENT ON COLUMN pub.region_year.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.region_year.year IS 'The year.';
COMMENT ON COLUMN pub.region_year.existed_on_31_dec IS 'Always true: a region that ended in the course of the year has no row.';
COMMENT ON COLUMN pub.region_year.name_year IS 'Its name on 31 December.';
COMMENT ON COLUMN pub.region_year.code_year IS 'Its GB/T 2260 code on 31 December, as text.';
COMMENT ON COLUMN pub.region_year.level_year IS 'province, prefecture or county on 31 December.';
COMMENT ON COLUMN pub.region_year.parent_id IS 'Number of the region above it on 31 December; null: a province.';
COMMENT ON COLUMN pub.region_year.prefecture_zh IS 'Name of its prefecture, its own if it is one; null: right below a province.';
COMMENT ON COLUMN pub.region_year.province_zh IS 'Name of its province.';
COMMENT ON COLUMN pub.region_year.boundary_changed IS 'An event of the year changed its area, or began it.';
COMMENT ON COLUMN pub.region_year.boundary_group IS 'Regions of one level among which areas were moved since 2008, past ones too, have one number.';
COMMENT ON COLUMN pub.region_year.resident_population IS 'Residents as imported, never interpolated; null: none were.';
COMMENT ON COLUMN pub.region_year.population_source IS 'Source and vintage of that number; of several the latest vintage.';
COMMENT ON COLUMN pub.region_year.population_boundary_ok IS 'It is of the boundaries of the year; null: no number.';
