CREATE VIEW pub.{view} AS
SELECT report_id, key, region_id, region_code, year, series_id, coverage, kind, sector, form, tbl, line, col, line_group,
       outcome_class, ground_class, applicant_class,
       CASE WHEN {suffices} THEN value END AS value,
       CASE WHEN {suffices} OR status <> 'number' THEN status ELSE 'doubt' END AS status,
       unit,
       CASE WHEN {suffices} THEN value_filled END AS value_filled,
       CASE WHEN {suffices} THEN fill_basis END AS fill_basis,
       quality, flags, cell_id
FROM pub.figure;

COMMENT ON VIEW pub.{view} IS '{comment}';
COMMENT ON COLUMN pub.{view}.report_id IS 'The report.';
COMMENT ON COLUMN pub.{view}.key IS 'Key of the figure: see codebook.';
COMMENT ON COLUMN pub.{view}.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.{view}.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.{view}.year IS 'The year reported on.';
COMMENT ON COLUMN pub.{view}.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.{view}.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.{view}.kind IS 'What sort of organ the publisher is.';
COMMENT ON COLUMN pub.{view}.sector IS 'What the publisher is busy with: see publisher.';
COMMENT ON COLUMN pub.{view}.form IS 'Form of the table the cell is in.';
COMMENT ON COLUMN pub.{view}.tbl IS 'Table: t2, t3, t4; a, b: annexes before 2019.';
COMMENT ON COLUMN pub.{view}.line IS 'Row of the table.';
COMMENT ON COLUMN pub.{view}.col IS 'Column of the table; in annexes year or cumulative.';
COMMENT ON COLUMN pub.{view}.line_group IS 'Group of rows, such as denied.';
COMMENT ON COLUMN pub.{view}.outcome_class IS 'As in figure.';
COMMENT ON COLUMN pub.{view}.ground_class IS 'As in figure.';
COMMENT ON COLUMN pub.{view}.applicant_class IS 'As in figure.';
COMMENT ON COLUMN pub.{view}.value IS 'What is printed; null unless status is number.';
COMMENT ON COLUMN pub.{view}.status IS 'What stands in the cell; doubt: a number whose quality does not suffice here.';
COMMENT ON COLUMN pub.{view}.unit IS 'Unit; null: not stated.';
COMMENT ON COLUMN pub.{view}.value_filled IS 'The value, or what a cell without a number is proven to be.';
COMMENT ON COLUMN pub.{view}.fill_basis IS 'printed, blank_zero, none_zero or total_recomputed; null: not filled.';
COMMENT ON COLUMN pub.{view}.quality IS 'As in figure.';
COMMENT ON COLUMN pub.{view}.flags IS 'Rules of the findings that name the cell.';
COMMENT ON COLUMN pub.{view}.cell_id IS 'Name of the cell, for `nianbao why`.';
