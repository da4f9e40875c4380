SELECT coverage.level, count(*)::int AS n_expected,
       (count(*) FILTER (WHERE coverage.listed))::int AS n_listed,
       (count(*) FILTER (WHERE coverage.fetched))::int AS n_fetched,
       (count(*) FILTER (WHERE coverage.state = 'held'))::int AS n_held,
       (count(*) FILTER (WHERE cardinality(coverage.tables_found) > 0))::int AS n_with_tables,
       (count(*) FILTER (WHERE coverage.figures_ok AND cardinality(coverage.tables_found) > 0))::int AS n_no_reading_doubt,
       max(coverage.last_checked) AS last_checked
FROM coverage_history AS coverage
WHERE coverage.expected
GROUP BY coverage.level
ORDER BY array_position(ARRAY['province', 'prefecture', 'county', 'zone', 'township'], coverage.level)
