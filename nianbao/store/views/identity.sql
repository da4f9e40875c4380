CREATE VIEW pub.identity AS
SELECT rule, expr, form, severity, class, printed_on_form, between_years, n
FROM (VALUES
{identities}
) AS told (rule, expr, form, severity, class, printed_on_form, between_years, n);

COMMENT ON VIEW pub.identity IS 'One row a rule of arithmetic and a form: what its figures must add up to.';
COMMENT ON COLUMN pub.identity.rule IS 'Name of the rule, as findings have it: docs/rules.md.';
COMMENT ON COLUMN pub.identity.expr IS 'What must hold, in words; [y-1] is the year before.';
COMMENT ON COLUMN pub.identity.form IS 'The form it belongs to.';
COMMENT ON COLUMN pub.identity.severity IS 'official, derived (it follows from what the words mean), soft (it may fail lawfully).';
COMMENT ON COLUMN pub.identity.class IS 'Whose doing a failure is: source, or series between years.';
COMMENT ON COLUMN pub.identity.printed_on_form IS 'The form prints it, or a total beside its parts: severity official.';
COMMENT ON COLUMN pub.identity.between_years IS 'It holds a figure against the year before, within one series.';
COMMENT ON COLUMN pub.identity.n IS 'How often it stands on the form: once a column, row or block.';
