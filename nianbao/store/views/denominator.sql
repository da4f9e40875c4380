CREATE VIEW pub.denominator AS
SELECT region_id, region.code AS region_code, denominator.year, kind, value, unit, source, vintage,
       boundary_year, imported_at,
       row_number() OVER (
           PARTITION BY region_id, denominator.year, kind ORDER BY vintage DESC, denominator_id DESC
       ) = 1 AS is_default
FROM denominator
JOIN region USING (region_id)
ORDER BY region_id, denominator.year, kind, vintage;

COMMENT ON VIEW pub.denominator IS
    'One row a number on a region from a named source, such as its residents; empty unless some were imported.';
COMMENT ON COLUMN pub.denominator.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.denominator.region_code IS 'Its last GB/T 2260 code.';
COMMENT ON COLUMN pub.denominator.year IS 'The year it is of.';
COMMENT ON COLUMN pub.denominator.kind IS 'What is counted, such as resident_population.';
COMMENT ON COLUMN pub.denominator.value IS 'The number as given; nothing is interpolated.';
COMMENT ON COLUMN pub.denominator.unit IS 'Its unit.';
COMMENT ON COLUMN pub.denominator.source IS 'Where it is from.';
COMMENT ON COLUMN pub.denominator.vintage IS 'Which issue of the source.';
COMMENT ON COLUMN pub.denominator.boundary_year IS 'The year whose boundaries it is of.';
COMMENT ON COLUMN pub.denominator.imported_at IS 'When it was imported.';
COMMENT ON COLUMN pub.denominator.is_default IS 'The latest vintage, and of one vintage the last imported: rates use it.';
