-- Organs of one line of a region are one, renamed, unless two of them have a report of one year and coverage: then each
-- is its own.
CREATE VIEW publisher_line AS
SELECT publisher.publisher_id,
       region.key AS region_key,
       publisher.line,
       CASE WHEN publisher.line IN ('', publisher.slug) OR EXISTS (
               SELECT FROM publisher AS other
               JOIN report AS theirs ON theirs.publisher_id = other.publisher_id
               JOIN report AS ours ON ours.publisher_id = publisher.publisher_id
                                  AND ours.year = theirs.year AND ours.coverage = theirs.coverage
               WHERE other.region_id = publisher.region_id AND other.line = publisher.line
                 AND other.publisher_id <> publisher.publisher_id)
           THEN publisher.slug ELSE publisher.line END AS line_alone
FROM publisher
JOIN region USING (region_id);

COMMENT ON VIEW publisher_line IS 'The line of each organ.';
COMMENT ON COLUMN publisher_line.publisher_id IS 'The organ.';
COMMENT ON COLUMN publisher_line.region_key IS 'Key of its region.';
COMMENT ON COLUMN publisher_line.line IS 'Its line by its name.';
COMMENT ON COLUMN publisher_line.line_alone IS 'The line that counts: its slug where two organs of the line report on one year.';

-- A line that keeps its name through a merger begins anew with a report year.
CREATE VIEW report_lineage AS
SELECT report.report_id,
       publisher_line.region_key || '/' || line_alone || begun.anew AS lineage_id,
       publisher_line.region_key || '-' || line_alone || begun.anew || '-' || left(report.coverage, 1) AS series_id
FROM report
JOIN publisher_line USING (publisher_id)
CROSS JOIN LATERAL (
    SELECT COALESCE('.' || max(publisher_event.anew), '') AS anew
    FROM publisher_event
    WHERE publisher_line.line = ANY (publisher_event.to_lines) AND publisher_event.anew <= report.year
) AS begun;

COMMENT ON VIEW report_lineage IS 'The lineage of the organ of each report, and its series.';
COMMENT ON COLUMN report_lineage.report_id IS 'The report.';
COMMENT ON COLUMN report_lineage.lineage_id IS 'Region, line and, of a line begun anew, the year: organs of one lineage are one, renamed.';
COMMENT ON COLUMN report_lineage.series_id IS 'One lineage with one coverage.';
