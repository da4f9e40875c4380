SELECT event.year::int AS year, event.event_id, event.kind, event.names, event.reason
FROM publisher_event AS event
WHERE CAST(:publisher_ids AS bigint[]) && event.from_ids OR CAST(:publisher_ids AS bigint[]) && event.to_ids
ORDER BY event.year, event.event_id
