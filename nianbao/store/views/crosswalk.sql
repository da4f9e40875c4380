CREATE VIEW pub.crosswalk AS
SELECT h_key, kind, form, key, coefficient, grade, caveat, broad
FROM crosswalk
ORDER BY kind, h_key, form, key;

COMMENT ON VIEW pub.crosswalk IS 'One row a figure of one form as a part of what several forms ask for alike; in each form the classes divide all outcomes, each figure in one.';
COMMENT ON COLUMN pub.crosswalk.h_key IS 'A class of outcomes (granted in full, refused …), or a quantity that several forms ask for.';
COMMENT ON COLUMN pub.crosswalk.kind IS 'class: one of the partition of outcomes; series: it may overlap the classes.';
COMMENT ON COLUMN pub.crosswalk.form IS 'The form that the figure is of.';
COMMENT ON COLUMN pub.crosswalk.key IS 'The figure.';
COMMENT ON COLUMN pub.crosswalk.coefficient IS 'What the figure is multiplied by in the sum.';
COMMENT ON COLUMN pub.crosswalk.grade IS 'A comparable, B comparable with the caveat, C a break that is never joined, X one period only.';
COMMENT ON COLUMN pub.crosswalk.caveat IS 'What to know before comparing.';
COMMENT ON COLUMN pub.crosswalk.broad IS 'Counted in the broad variant of the class alone.';
