-- When a report came, where that was watched: since when its list was looked at, the last whole look that did not show it
-- and the first that did. What was there at the first look may have come at any time, unless that was before it was due.
CREATE VIEW timeliness AS
WITH turned_up AS (
    -- What a list shows again later tells nothing more.
    SELECT DISTINCT ON (shown_id, list_url) site, list_url, began, ended, shown_id
    FROM look
    WHERE shown_id IS NOT NULL
    ORDER BY shown_id, list_url, ended
), sighting AS MATERIALIZED (
    SELECT look.site, look.list_url, look.began, look.ended, listed ->> 'url' AS url, (listed ->> 'year')::int AS year,
           listed ->> 'region' AS region, listed ->> 'organ' AS organ, (listed ->> 'published')::date AS published
    FROM turned_up AS look
    JOIN shown USING (shown_id)
    CROSS JOIN LATERAL jsonb_array_elements(shown.rows) AS listed
), named AS (
    SELECT report_unit.report_id, sighting.site, sighting.list_url, sighting.began, sighting.ended, sighting.published
    FROM report_unit
    JOIN publisher USING (publisher_id)
    JOIN region ON region.region_id = publisher.region_id
    JOIN sighting
      ON sighting.year = report_unit.year AND sighting.organ = publisher.name AND sighting.region = region.code
    WHERE true /* report_unit.report_id among reports */
    UNION
    SELECT reading.report_id, sighting.site, sighting.list_url, sighting.began, sighting.ended, sighting.published
    FROM reading
    JOIN edition USING (edition_id)
    JOIN document USING (document_id)
    JOIN sighting ON sighting.url = document.url
    WHERE reading.report_id IS NOT NULL /* reading.report_id among reports */
), first AS (
    SELECT DISTINCT ON (report_id) named.*, min(published) OVER (PARTITION BY report_id) AS claimed_date
    FROM named
    ORDER BY report_id, ended, site
)
SELECT report_unit.report_id,
       min(duty.due_date) AS due_date,
       min(duty.due_over) AS due_over,
       min(first.claimed_date) AS claimed_date,
       COALESCE(bool_and(watch.since < duty.due_over AND duty.due_date IS NOT NULL), false) AS observed,
       min(watch.absent) AS absent,
       min(first.ended) AS present
FROM report_unit
LEFT JOIN duty_year AS duty ON duty.kind = report_unit.kind AND duty.year = report_unit.year
LEFT JOIN first USING (report_id)
LEFT JOIN LATERAL (
    SELECT min(look.began) AS since, max(look.began) FILTER (WHERE look.ended < first.began) AS absent
    FROM look
    WHERE look.site = first.site AND look.list_url IS NOT DISTINCT FROM first.list_url
      AND look.shown_id IS NOT NULL AND look.ended <= first.ended
) AS watch ON true
WHERE true /* report_unit.report_id among reports */
GROUP BY report_unit.report_id;

COMMENT ON VIEW timeliness IS 'When a report came, as far as its list was watched.';
COMMENT ON COLUMN timeliness.report_id IS 'The report.';
COMMENT ON COLUMN timeliness.due_date IS 'Last day to publish (local); null: the law names none.';
COMMENT ON COLUMN timeliness.due_over IS 'Moment from which it was late.';
COMMENT ON COLUMN timeliness.claimed_date IS 'Earliest day that a list gives for it.';
COMMENT ON COLUMN timeliness.observed IS 'Its list was watched since before it was due.';
COMMENT ON COLUMN timeliness.absent IS 'Begin of the last whole look that did not show it.';
COMMENT ON COLUMN timeliness.present IS 'End of the first whole look that showed it.';
