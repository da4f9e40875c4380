CREATE VIEW pub.region_event AS
SELECT event_id, date, precision, type, from_ids, to_ids, changed_ids, doc_no, basis
FROM region_event;

COMMENT ON VIEW pub.region_event IS 'One row a change of regions since 2008.';
COMMENT ON COLUMN pub.region_event.event_id IS 'Its own name, the same in every database.';
COMMENT ON COLUMN pub.region_event.date IS 'First day on which it surely held.';
COMMENT ON COLUMN pub.region_event.precision IS 'day; month: of approval; list: month of the first list it stands in; year: its last day.';
COMMENT ON COLUMN pub.region_event.type IS 'rename, recode, upgrade, transfer, merge, split, create, abolish.';
COMMENT ON COLUMN pub.region_event.from_ids IS 'Regions before it.';
COMMENT ON COLUMN pub.region_event.to_ids IS 'Regions after it.';
COMMENT ON COLUMN pub.region_event.changed_ids IS 'Regions whose area it changed.';
COMMENT ON COLUMN pub.region_event.doc_no IS 'Number of the document of approval; null: not known.';
COMMENT ON COLUMN pub.region_event.basis IS 'sources; known: which regions gave or took a part is in neither of them.';
