SELECT event.date, event.precision, event.type, event.doc_no,
       ARRAY(SELECT name_zh FROM region WHERE region_id = ANY (event.from_ids) ORDER BY code_latest) AS before,
       ARRAY(SELECT name_zh FROM region WHERE region_id = ANY (event.to_ids) ORDER BY code_latest) AS after,
       :region_id = ANY (event.changed_ids) AS area_changed
FROM region_event AS event
WHERE :region_id = ANY (event.from_ids) OR :region_id = ANY (event.to_ids) OR :region_id = ANY (event.changed_ids)
ORDER BY event.date, event.event_id
