CREATE VIEW pub.form_cell AS
SELECT form, key, label_zh, label_en, unit, outcome_class, evidence
FROM form_cell
ORDER BY form, position;

COMMENT ON VIEW pub.form_cell IS 'One row a figure of one form, as that form prints it.';
COMMENT ON COLUMN pub.form_cell.form IS 'The form.';
COMMENT ON COLUMN pub.form_cell.key IS 'The figure.';
COMMENT ON COLUMN pub.form_cell.label_zh IS 'Labels of row and column as this form prints them.';
COMMENT ON COLUMN pub.form_cell.label_en IS 'The same in English.';
COMMENT ON COLUMN pub.form_cell.unit IS 'Unit; null: the form states none.';
COMMENT ON COLUMN pub.form_cell.outcome_class IS 'The class of outcomes it belongs to on this form: see crosswalk; null: it is no outcome here.';
COMMENT ON COLUMN pub.form_cell.evidence IS 'How its label is known: seen, recalled or inferred.';
