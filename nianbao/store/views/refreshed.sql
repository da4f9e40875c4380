CREATE VIEW pub.refreshed AS
SELECT at, seconds FROM refreshed;

COMMENT ON VIEW pub.refreshed IS 'One row: when the kept views were last made anew. They show what was held then.';
COMMENT ON COLUMN pub.refreshed.at IS 'When.';
COMMENT ON COLUMN pub.refreshed.seconds IS 'How long it took.';
