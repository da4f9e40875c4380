CREATE VIEW duty_year AS
SELECT duty.kind,
       span.year,
       duty.law,
       duty.says,
       make_date(span.year + 1, duty.due_month, duty.due_day) AS due_date,
       -- Where the law names no day, a year is waited.
       (COALESCE(make_date(span.year + 1, duty.due_month, duty.due_day), make_date(span.year + 1, 12, 31)) + 1)::timestamp
           AT TIME ZONE 'Asia/Shanghai' AS due_over
FROM duty
CROSS JOIN LATERAL generate_series(
    duty.first_year, COALESCE(duty.last_year, extract(year FROM now())::int - 1)
) AS span (year);

COMMENT ON VIEW duty_year IS 'The duty of a kind of organ for one report year.';
COMMENT ON COLUMN duty_year.kind IS 'Kind of organ.';
COMMENT ON COLUMN duty_year.year IS 'The year reported on.';
COMMENT ON COLUMN duty_year.law IS 'Title and article of the law.';
COMMENT ON COLUMN duty_year.says IS 'Whom it obliges, or that it names no day.';
COMMENT ON COLUMN duty_year.due_date IS 'Last day to publish (local); null: the law names none.';
COMMENT ON COLUMN duty_year.due_over IS 'Moment from which a report that is not there is late, or a year after the year where no day is named.';
