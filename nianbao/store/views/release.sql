CREATE VIEW pub.release AS
SELECT release_id, made_at, note, manifest
FROM release;

COMMENT ON VIEW pub.release IS 'One row a release: a numbered state of the database that others cite.';
COMMENT ON COLUMN pub.release.release_id IS 'Year and number: 2026.1.';
COMMENT ON COLUMN pub.release.made_at IS 'When.';
COMMENT ON COLUMN pub.release.note IS 'What is new, in words.';
COMMENT ON COLUMN pub.release.manifest IS
    'Counts, versions of reader and program, and the SHA-256 of all its readings and captures.';
