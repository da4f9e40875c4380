-- The same as the quality reading_doubt of a figure, once a reading.
CREATE VIEW reading_doubt AS
SELECT reading_id
FROM figure
WHERE status = 'unreadable' OR (identities_failed > 0 AND NOT confirmed)
UNION ALL
SELECT finding.reading_id
FROM finding
CROSS JOIN unnest(finding.keys) AS about (key)
JOIN figure ON figure.reading_id = finding.reading_id AND figure.key = about.key
WHERE (finding.class = 'reading' AND finding.severity <> 'info')
   OR (finding.class = 'source' AND finding.severity IN ('official', 'derived') AND NOT figure.confirmed);

COMMENT ON VIEW reading_doubt IS 'Readings with a figure of the quality reading_doubt, as often as they have one.';
COMMENT ON COLUMN reading_doubt.reading_id IS 'The reading.';
