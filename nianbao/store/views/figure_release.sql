-- The figures of a release: its readings and its decisions. What was withheld since is withheld here too.
CREATE FUNCTION pub.figure_release(release text) RETURNS SETOF pub.figure
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
WITH reading_held AS (
    SELECT report_id, reading_id, edition_id, document_id, capture_id, first_seen, regressed, 1 AS rank
    FROM release_report
    WHERE release_id = $1
), standing_now AS (
    SELECT * FROM decision_standing
), frozen AS (
    SELECT decision_id, target, decision.report_id, rule, keys, raws, verdict, value
    FROM release_decision
    JOIN decision USING (decision_id)
    WHERE release_id = $1
), decision_standing AS (
    SELECT decision_id, target, report_id, rule, keys, raws, verdict, value
    FROM standing_now
    WHERE verdict = 'withheld'
    UNION ALL
    SELECT *
    FROM frozen
    WHERE NOT EXISTS (
        SELECT FROM standing_now AS now
        WHERE now.verdict = 'withheld' AND (now.target, now.report_id, now.keys) = (frozen.target, frozen.report_id, frozen.keys)
    ) AND frozen.verdict <> 'withheld'
), report_then AS ({report})
{figure}
$$;

COMMENT ON FUNCTION pub.figure_release IS
    'pub.figure as a release holds it; what was withheld since is withheld here too, and what was shown again is shown.';
