CREATE VIEW pub.coverage_history AS
SELECT * FROM coverage_kept;

COMMENT ON VIEW pub.coverage_history IS
    'coverage as it was when the kept views were last made (see refreshed): for questions about many units at once.';
