CREATE VIEW pub.codebook AS
SELECT key, short_name, label_zh, label_en, unit, forms, first_year, last_year, headline, evidence
FROM indicator
ORDER BY position;

COMMENT ON VIEW pub.codebook IS 'One row a figure some form asks for.';
COMMENT ON COLUMN pub.codebook.key IS 'Key of the figure.';
COMMENT ON COLUMN pub.codebook.short_name IS 'Its column in report_panel.';
COMMENT ON COLUMN pub.codebook.label_zh IS 'Labels of row and column as the latest form that has it prints them.';
COMMENT ON COLUMN pub.codebook.label_en IS 'The same in English.';
COMMENT ON COLUMN pub.codebook.unit IS 'Unit; null: the form states none.';
COMMENT ON COLUMN pub.codebook.forms IS 'Forms that ask for it, earliest first.';
COMMENT ON COLUMN pub.codebook.first_year IS 'First report year a form asks for it.';
COMMENT ON COLUMN pub.codebook.last_year IS 'Last such year; null: still asked for.';
COMMENT ON COLUMN pub.codebook.headline IS 'Shown by `nianbao history` unless all are asked for.';
COMMENT ON COLUMN pub.codebook.evidence IS 'How its label is known: seen in a published report, recalled or inferred.';
