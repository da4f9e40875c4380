-- Residents by region and year, of the latest vintage; whether their boundaries are those of the year: given for that
-- year, or no event between the two years changed the area.
CREATE VIEW population AS
SELECT denominator.region_id, denominator.year, value, source || ', ' || vintage AS source,
       NOT EXISTS (
           SELECT FROM region_event
           WHERE denominator.region_id = ANY (region_event.changed_ids)
             AND extract(year FROM region_event.date) > least(boundary_year, denominator.year)
             AND extract(year FROM region_event.date) <= greatest(boundary_year, denominator.year)
       ) AS boundary_ok
FROM pub.denominator
WHERE kind = 'resident_population' AND is_default;

COMMENT ON VIEW population IS 'Residents by region and year, of the latest vintage.';
COMMENT ON COLUMN population.region_id IS 'The region.';
COMMENT ON COLUMN population.year IS 'The year.';
COMMENT ON COLUMN population.value IS 'Residents.';
COMMENT ON COLUMN population.source IS 'Source and vintage.';
COMMENT ON COLUMN population.boundary_ok IS 'They are those of the boundaries of the year.';
