CREATE VIEW pub.regime_event AS
SELECT event_id, date, label_zh, label_en, affects_keys, affects_from_year, kind, source
FROM regime_event
ORDER BY date;

COMMENT ON VIEW pub.regime_event IS 'One row a change of law, form or organisation that breaks series.';
COMMENT ON COLUMN pub.regime_event.event_id IS 'Its name.';
COMMENT ON COLUMN pub.regime_event.date IS
    'The day it took effect, or the form was issued; for the form of 2019 the first day reports on it fell due.';
COMMENT ON COLUMN pub.regime_event.label_zh IS 'What it is.';
COMMENT ON COLUMN pub.regime_event.label_en IS 'The same in English.';
COMMENT ON COLUMN pub.regime_event.affects_keys IS
    'Figures, quantities of harmonised and rates that are not joined across it; none: publishers alone.';
COMMENT ON COLUMN pub.regime_event.affects_from_year IS
    'The first report year it bears on: a value of that year or later is not joined with one before it.';
COMMENT ON COLUMN pub.regime_event.kind IS 'law, form or organisation.';
COMMENT ON COLUMN pub.regime_event.source IS 'The act.';
