-- What the parts of reports share with those of last year and of neighbours: made anew for the years of which a
-- reading, or one of the year before, is another than when it was made. A clause is the unit: it is counted with its
-- characters, figures and marks left out, once in a part. How many clauses a text has the planner cannot know: with joins
-- by loops three hundred reports took four times as long.
CREATE FUNCTION refresh_text_reuse() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off
    SET enable_nestloop = off SET enable_mergejoin = off
AS $$
DECLARE
    stale record;
BEGIN
    DELETE FROM text_reuse WHERE NOT EXISTS (SELECT FROM report_kept WHERE report_kept.year = text_reuse.year);
    DELETE FROM text_reuse_year AS made WHERE NOT EXISTS (SELECT FROM report_kept WHERE report_kept.year = made.year);
    FOR stale IN
        SELECT now_held.year, now_held.digest
        FROM (
            SELECT report.year,
                   md5(string_agg(concat_ws(
                       ' ', report.report_id, report.default_reading_id, report.withheld, report.series_id,
                       report.lineage_id, before.report_id, before.default_reading_id, before.withheld
                   ), ',' ORDER BY report.report_id) || '{rules}' || COALESCE(
                       (SELECT digest FROM installed WHERE part = 'masks'), ''
                   )) AS digest
            FROM report_kept AS report
            LEFT JOIN report_kept AS before
                   ON before.report_id = report.prev_report_id AND before.year = report.year - 1
            GROUP BY report.year
        ) AS now_held
        LEFT JOIN text_reuse_year AS made ON made.year = now_held.year
        WHERE made.digest IS DISTINCT FROM now_held.digest
    LOOP
        DELETE FROM text_reuse WHERE year = stale.year;
        INSERT INTO text_reuse (
            report_id, part, year, reading_id, chars, set_chars, prev_report_id, prev_chars, prev_shared,
            prev_null_reason, peer_report_id, peer_chars, peer_shared, peer_null_reason
        )
        WITH held AS MATERIALIZED (
            SELECT report.report_id, report.lineage_id, report.withheld, report.default_reading_id AS reading_id,
                   before.report_id AS prev_report_id, before.default_reading_id AS prev_reading_id
            FROM report_kept AS report
            LEFT JOIN report_kept AS before
                   ON before.report_id = report.prev_report_id AND before.year = report.year - 1
                  AND NOT before.withheld
            WHERE report.year = stale.year
        ), size AS MATERIALIZED (
            SELECT count(*) AS reports FROM held WHERE NOT withheld
        ), prose AS MATERIALIZED (
            SELECT 'own' AS whose, held.report_id, held.lineage_id, section.key AS part,
                   regexp_replace(section.text_masked, {left_out}, '', 'g') AS text
            FROM held
            JOIN section ON section.reading_id = held.reading_id
            WHERE NOT held.withheld AND section.key = ANY ({parts})
            UNION ALL
            SELECT 'prev', held.report_id, held.lineage_id, section.key,
                   regexp_replace(section.text_masked, {left_out}, '', 'g')
            FROM held
            JOIN section ON section.reading_id = held.prev_reading_id
            WHERE NOT held.withheld AND section.key = ANY ({parts})
        ), clause AS MATERIALIZED (
            SELECT DISTINCT prose.whose, prose.report_id, prose.lineage_id, prose.part, piece.clause
            FROM prose
            CROSS JOIN LATERAL string_to_table(translate(prose.text, {breaks}, {become}), chr(10)) AS piece (clause)
            WHERE length(piece.clause) >= {clause_characters}
        ), phrase AS MATERIALIZED (
            SELECT clause
            FROM clause
            WHERE whose = 'own'
            GROUP BY clause
            HAVING count(DISTINCT report_id) > {set_phrase_share} * (SELECT reports FROM size)
               AND count(DISTINCT report_id) >= {set_phrase_reports}
        ), judged AS MATERIALIZED (
            SELECT clause.*, length(clause.clause) AS chars, phrase.clause IS NOT NULL AS is_set
            FROM clause
            LEFT JOIN phrase USING (clause)
        ), amount AS MATERIALIZED (
            SELECT prose.whose, prose.report_id, prose.part,
                   COALESCE(sum(judged.chars) FILTER (WHERE NOT judged.is_set), 0) AS chars,
                   COALESCE(sum(judged.chars) FILTER (WHERE judged.is_set), 0) AS set_chars
            FROM (SELECT DISTINCT whose, report_id, part FROM prose) AS prose
            LEFT JOIN judged USING (whose, report_id, part)
            GROUP BY prose.whose, prose.report_id, prose.part
        ), own AS MATERIALIZED (
            SELECT report_id, lineage_id, part, clause, chars FROM judged WHERE whose = 'own' AND NOT is_set
        ), pair AS MATERIALIZED (
            SELECT own.report_id, own.part, other.report_id AS other_id, sum(own.chars) AS shared
            FROM own
            JOIN own AS other USING (clause, part)
            WHERE own.lineage_id <> other.lineage_id
            GROUP BY own.report_id, own.part, other.report_id
        ), peer AS (
            SELECT DISTINCT ON (pair.report_id, pair.part)
                   pair.report_id, pair.part, pair.other_id, pair.shared, other.chars
            FROM pair
            JOIN amount AS mine ON mine.whose = 'own' AND mine.report_id = pair.report_id AND mine.part = pair.part
            JOIN amount AS other
              ON other.whose = 'own' AND other.report_id = pair.other_id AND other.part = pair.part
            ORDER BY pair.report_id, pair.part, pair.shared::numeric / (mine.chars + other.chars - pair.shared) DESC,
                     pair.other_id
        ), former AS (
            SELECT own.report_id, own.part, sum(own.chars) AS shared
            FROM own
            JOIN judged AS before USING (report_id, part, clause)
            WHERE before.whose = 'prev'
            GROUP BY own.report_id, own.part
        ), organs AS (
            SELECT part, count(DISTINCT lineage_id) AS lineages FROM own GROUP BY part
        ), reason AS (
            SELECT held.report_id, part.part,
                   CASE WHEN held.withheld THEN 'withheld'
                        WHEN mine.report_id IS NULL THEN 'section_missing'
                        WHEN size.reports < {reports_of_a_year} THEN 'too_few_reports'
                        WHEN mine.chars + mine.set_chars < {text_characters} THEN 'too_short'
                        WHEN mine.chars < {text_characters} THEN 'set_phrases_only' END AS why
            FROM held
            CROSS JOIN size
            CROSS JOIN unnest({parts}) AS part (part)
            LEFT JOIN amount AS mine ON mine.whose = 'own' AND mine.report_id = held.report_id AND mine.part = part.part
        )
        SELECT report_id, part, stale.year, held.reading_id, mine.chars, mine.set_chars,
               held.prev_report_id,
               CASE WHEN untold.prev IS NULL THEN before.chars END,
               CASE WHEN untold.prev IS NULL THEN COALESCE(former.shared, 0) END,
               untold.prev,
               CASE WHEN untold.peer IS NULL THEN peer.other_id END,
               CASE WHEN untold.peer IS NULL THEN peer.chars END,
               CASE WHEN untold.peer IS NULL THEN COALESCE(peer.shared, 0) END,
               untold.peer
        FROM reason
        JOIN held USING (report_id)
        LEFT JOIN (SELECT * FROM amount WHERE whose = 'own') AS mine USING (report_id, part)
        LEFT JOIN (SELECT * FROM amount WHERE whose = 'prev') AS before USING (report_id, part)
        LEFT JOIN former USING (report_id, part)
        LEFT JOIN peer USING (report_id, part)
        LEFT JOIN organs USING (part)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN reason.why IS NOT NULL THEN reason.why
                        WHEN held.prev_report_id IS NULL THEN 'no_previous_year'
                        WHEN before.chars IS NULL THEN 'section_missing_before' END AS prev,
                   CASE WHEN reason.why IS NOT NULL THEN reason.why
                        WHEN organs.lineages < 2 THEN 'no_peer' END AS peer
        ) AS untold;
        INSERT INTO text_reuse_year VALUES (stale.year, stale.digest)
        ON CONFLICT (year) DO UPDATE SET digest = excluded.digest;
    END LOOP;
END
$$;
COMMENT ON FUNCTION refresh_text_reuse IS 'Makes text_reuse anew for the years of which a reading has changed.';
REVOKE EXECUTE ON FUNCTION refresh_text_reuse() FROM PUBLIC;
