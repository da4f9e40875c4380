-- Each part of a report, and all those that could be judged together.
CREATE VIEW pub.text_reuse AS
WITH counted AS (
    SELECT report_id, part, reading_id, chars, set_chars, prev_report_id, prev_chars, prev_shared, prev_null_reason,
           chars AS prev_of, peer_report_id, peer_chars, peer_shared, peer_null_reason, chars AS peer_of
    FROM text_reuse
    UNION ALL
    SELECT report_id, 'all', max(reading_id), sum(chars), sum(set_chars), max(prev_report_id),
           sum(prev_chars) FILTER (WHERE prev_null_reason IS NULL), sum(prev_shared),
           CASE WHEN NOT bool_or(prev_null_reason IS NULL)
                THEN (array_agg(prev_null_reason ORDER BY starts_with(prev_null_reason, 'section_missing'), part))[1] END,
           sum(chars) FILTER (WHERE prev_null_reason IS NULL),
           CASE WHEN min(peer_report_id) = max(peer_report_id) THEN min(peer_report_id) END,
           sum(peer_chars) FILTER (WHERE peer_null_reason IS NULL), sum(peer_shared),
           CASE WHEN NOT bool_or(peer_null_reason IS NULL)
                THEN (array_agg(peer_null_reason ORDER BY starts_with(peer_null_reason, 'section_missing'), part))[1] END,
           sum(chars) FILTER (WHERE peer_null_reason IS NULL)
    FROM text_reuse
    GROUP BY report_id
)
SELECT counted.report_id,
       counted.part,
       report.region_id,
       report.region_code,
       report.series_id,
       report.year,
       report.coverage,
       counted.chars,
       counted.set_chars,
       counted.prev_report_id,
       counted.prev_shared,
       CASE WHEN counted.prev_null_reason IS NULL THEN counted.prev_shared / counted.prev_of::numeric END
           AS text_reuse_prev,
       counted.prev_null_reason,
       counted.peer_report_id,
       counted.peer_shared,
       CASE WHEN counted.peer_null_reason IS NULL THEN counted.peer_shared / counted.peer_of::numeric END
           AS text_reuse_peer,
       counted.peer_null_reason
FROM counted
JOIN report_kept AS report USING (report_id);

COMMENT ON VIEW pub.text_reuse IS
    'One row a report and a part of its prose: how much of it stands in last year''s report, and in a neighbour''s.';
COMMENT ON COLUMN pub.text_reuse.report_id IS 'The report.';
COMMENT ON COLUMN pub.text_reuse.part IS 'overview, problems, other; all: those of them that could be judged.';
COMMENT ON COLUMN pub.text_reuse.region_id IS 'Number of the region.';
COMMENT ON COLUMN pub.text_reuse.region_code IS 'Its GB/T 2260 code.';
COMMENT ON COLUMN pub.text_reuse.series_id IS 'One publisher with one coverage.';
COMMENT ON COLUMN pub.text_reuse.year IS 'The year reported on.';
COMMENT ON COLUMN pub.text_reuse.coverage IS 'What the report counts.';
COMMENT ON COLUMN pub.text_reuse.chars IS
    'Characters compared: clauses of the part without figures, marks, masked data and set phrases; null: no such part.';
COMMENT ON COLUMN pub.text_reuse.set_chars IS
    'Characters left out as set phrases: clauses in more than one in twenty of the year''s reports.';
COMMENT ON COLUMN pub.text_reuse.prev_report_id IS 'The report of the year before in its series; null: not held.';
COMMENT ON COLUMN pub.text_reuse.prev_shared IS 'Characters of its clauses that stand in that part of that report too.';
COMMENT ON COLUMN pub.text_reuse.text_reuse_prev IS
    'prev_shared of what was compared, 0 to 1; null: see prev_null_reason.';
COMMENT ON COLUMN pub.text_reuse.prev_null_reason IS
    'section_missing, section_missing_before, too_short, set_phrases_only, too_few_reports, no_previous_year or withheld.';
COMMENT ON COLUMN pub.text_reuse.peer_report_id IS
    'The likest report of another publisher and the same year; null: none shares a clause, or of all: no single one.';
COMMENT ON COLUMN pub.text_reuse.peer_shared IS 'Characters of its clauses that stand in that part of that report too.';
COMMENT ON COLUMN pub.text_reuse.text_reuse_peer IS
    'peer_shared of what was compared, 0 to 1; null: see peer_null_reason.';
COMMENT ON COLUMN pub.text_reuse.peer_null_reason IS
    'section_missing, too_short, set_phrases_only, too_few_reports, no_peer or withheld.';
