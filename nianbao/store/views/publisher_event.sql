CREATE VIEW pub.publisher_event AS
SELECT event.event_id,
       region.region_id,
       region.code AS region_code,
       event.kind,
       event.year,
       event.anew,
       concerned.from_ids,
       concerned.to_ids,
       event.names,
       event.reason
FROM publisher_event AS event
CROSS JOIN LATERAL (
    SELECT publisher.region_id,
           array_agg(publisher_id ORDER BY publisher_id) FILTER (WHERE line = ANY (event.from_lines)) AS from_ids,
           array_agg(publisher_id ORDER BY publisher_id) FILTER (WHERE line = ANY (event.to_lines)) AS to_ids
    FROM publisher
    WHERE line = ANY (event.from_lines || event.to_lines)
    GROUP BY publisher.region_id
) AS concerned
JOIN region ON region.region_id = concerned.region_id AND region.level = ANY (event.levels);

COMMENT ON VIEW pub.publisher_event IS 'One row a reform and region with an organ that it concerned.';
COMMENT ON COLUMN pub.publisher_event.event_id IS 'Name of the reform.';
COMMENT ON COLUMN pub.publisher_event.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.publisher_event.region_code IS 'Its last GB/T 2260 code.';
COMMENT ON COLUMN pub.publisher_event.kind IS 'rename: the lineage goes on; merge: another follows; split: a new one from parts of some that go on.';
COMMENT ON COLUMN pub.publisher_event.year IS 'First report year it may be met in.';
COMMENT ON COLUMN pub.publisher_event.anew IS 'Report year with which an organ that keeps its name begins a lineage anew; null: none does.';
COMMENT ON COLUMN pub.publisher_event.from_ids IS 'Publishers before it; null: none known.';
COMMENT ON COLUMN pub.publisher_event.to_ids IS 'Publishers after it; null: none known.';
COMMENT ON COLUMN pub.publisher_event.names IS 'Names before and after it.';
COMMENT ON COLUMN pub.publisher_event.reason IS 'Which reform, and why it is what kind says.';
