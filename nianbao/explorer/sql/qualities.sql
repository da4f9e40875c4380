SELECT COALESCE(figure.quality, 'withheld') AS quality, count(*)::int AS n,
       (count(*) FILTER (WHERE figure.value <> 0))::int AS n_nonzero
FROM figure_history AS figure
GROUP BY figure.quality
ORDER BY array_position(ARRAY['corroborated', 'consistent', 'unchecked', 'source_conflict', 'reading_doubt'], figure.quality)
