-- Residents by region and year, of the latest vintage; whether their boundaries are those of the year.
CREATE VIEW population AS
SELECT region_id, year, value, source || ', ' || vintage AS source, boundary_year = year AS boundary_ok
FROM pub.denominator
WHERE kind = 'resident_population' AND is_default;

COMMENT ON VIEW population IS 'Residents by region and year, of the latest vintage.';
COMMENT ON COLUMN population.region_id IS 'The region.';
COMMENT ON COLUMN population.year IS 'The year.';
COMMENT ON COLUMN population.value IS 'Residents.';
COMMENT ON COLUMN population.source IS 'Source and vintage.';
COMMENT ON COLUMN population.boundary_ok IS 'They are those of the boundaries of the year.';
