CREATE VIEW pub.codebook AS
SELECT key, short_name, label_zh, label_en, definition_zh, definition_en, counting_rule, measure, unit,
       structural_zero_except, forms, first_year, last_year, legal_basis_2019, concept, grade, break_years, caveat, caveat_zh,
       ground_class, outcome_class, applicant_class, foi_term AS comparable_foi_term, valid_min, identities, aliases,
       headline, evidence
FROM indicator
ORDER BY position;

COMMENT ON VIEW pub.codebook IS 'One row a figure some form asks for.';
COMMENT ON COLUMN pub.codebook.key IS 'Key of the figure.';
COMMENT ON COLUMN pub.codebook.short_name IS 'Its column in report_panel.';
COMMENT ON COLUMN pub.codebook.label_zh IS 'Labels of row and column as the latest form that has it prints them; form_cell has those of each form.';
COMMENT ON COLUMN pub.codebook.label_en IS 'The same in English.';
COMMENT ON COLUMN pub.codebook.definition_zh IS 'What it counts; null: nothing beyond its label is stated.';
COMMENT ON COLUMN pub.codebook.definition_en IS 'The same in English.';
COMMENT ON COLUMN pub.codebook.counting_rule IS 'exclusive: a request stands in one outcome alone; multi_coded: it may stand in several; null: not stated.';
COMMENT ON COLUMN pub.codebook.measure IS 'count of a year, stock of a day, amount of money, signed_change, or cumulative since the first report.';
COMMENT ON COLUMN pub.codebook.unit IS 'Unit; null: the form states none.';
COMMENT ON COLUMN pub.codebook.structural_zero_except IS 'Levels and kinds of organs that may print another number than zero; null: all may.';
COMMENT ON COLUMN pub.codebook.forms IS 'Forms that ask for it, earliest first.';
COMMENT ON COLUMN pub.codebook.first_year IS 'First report year a form asks for it.';
COMMENT ON COLUMN pub.codebook.last_year IS 'Last such year; null: still asked for.';
COMMENT ON COLUMN pub.codebook.legal_basis_2019 IS 'Article of the Regulations of 2019 (条例) or other act that it rests on; null: none is stated.';
COMMENT ON COLUMN pub.codebook.concept IS 'Quantities of several forms that it is a part of: see crosswalk.';
COMMENT ON COLUMN pub.codebook.grade IS 'The worst grade it has there; null: it is a part of none.';
COMMENT ON COLUMN pub.codebook.break_years IS 'Report years across which a law or form breaks it.';
COMMENT ON COLUMN pub.codebook.caveat IS 'What to know before comparing; empty: nothing.';
COMMENT ON COLUMN pub.codebook.caveat_zh IS 'The same in Chinese.';
COMMENT ON COLUMN pub.codebook.ground_class IS 'Ground of a refusal since 2019: mandatory (article 14), third_party (15), discretionary (16); redirected is no exemption; null: no refusal, or before 2019.';
COMMENT ON COLUMN pub.codebook.outcome_class IS 'Class of outcomes in the forms that divide it so: see form_cell; null: it is no outcome.';
COMMENT ON COLUMN pub.codebook.applicant_class IS 'natural_person, organisation or all; null: not by applicant.';
COMMENT ON COLUMN pub.codebook.comparable_foi_term IS 'What annual reports of other countries on access to information call the like; null: nothing is.';
COMMENT ON COLUMN pub.codebook.valid_min IS 'Least number it may be; null: no rule says.';
COMMENT ON COLUMN pub.codebook.identities IS 'Rules of the identities it stands in: see identity.';
COMMENT ON COLUMN pub.codebook.aliases IS 'What its row or column is also called in published reports.';
COMMENT ON COLUMN pub.codebook.headline IS 'Shown by `nianbao history` unless all are asked for.';
COMMENT ON COLUMN pub.codebook.evidence IS 'How its label is known: seen in a published report, recalled or inferred.';
