-- What was written since the kept views were made, by kind: edition, report, document, region, decision (numbers of
-- ours), url (an address), code (of a region), site (its documents), looked (a site whose list was looked at),
-- list (an address of a list, whose host is its portal's), all.
CREATE TABLE stale (what text NOT NULL, which text NOT NULL);
COMMENT ON TABLE stale IS 'What was written since the kept views were made; what is made anew is struck out.';
COMMENT ON COLUMN stale.what IS 'Kind of thing.';
COMMENT ON COLUMN stale.which IS 'Its number, name or address.';


-- Its arguments are pairs: a kind, and the column that says which. A row that stays as it was touches nothing.
CREATE FUNCTION note_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    before CONSTANT jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after CONSTANT jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
    IF before IS DISTINCT FROM after THEN
        INSERT INTO stale (what, which)
        SELECT DISTINCT TG_ARGV[place], COALESCE(told.of ->> TG_ARGV[place + 1], '')
        FROM generate_series(0, TG_NARGS - 2, 2) AS place
        CROSS JOIN (VALUES (before), (after)) AS told (of)
        WHERE told.of ->> TG_ARGV[place + 1] IS NOT NULL;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION note_stale IS 'Notes what a written row touches.';
REVOKE EXECUTE ON FUNCTION note_stale() FROM PUBLIC;


CREATE FUNCTION note_all_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO stale (what, which) VALUES ('all', '');
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION note_all_stale IS 'Notes that everything is to be made anew.';
REVOKE EXECUTE ON FUNCTION note_all_stale() FROM PUBLIC;


-- The regions that these notes touch: a region's kept rows are made of its own reports and lists, but for addresses
-- that lists of two regions name.
CREATE FUNCTION stale_regions(noted jsonb) RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
WITH noted AS MATERIALIZED (
    SELECT what, which FROM jsonb_to_recordset(stale_regions.noted) AS noted (what text, which text)
), listed AS MATERIALIZED (
    SELECT DISTINCT told ->> 'url' AS url, told ->> 'region' AS code
    FROM shown CROSS JOIN LATERAL jsonb_array_elements(shown.rows) AS told
    WHERE shown.site IN (SELECT which FROM noted WHERE what = 'looked')
), address AS MATERIALIZED (
    SELECT which AS url FROM noted WHERE what = 'url'
    UNION
    SELECT url FROM listed
), paper AS MATERIALIZED (
    SELECT document_id FROM document WHERE url IN (SELECT url FROM address)
    UNION
    SELECT document_id FROM document WHERE site IN (SELECT which FROM noted WHERE what = 'site')
    UNION
    SELECT document_id FROM document
    WHERE EXISTS (SELECT FROM noted WHERE what = 'list')
      AND substring(url FROM '://([^/:?#]+)') IN (
          SELECT substring(which FROM '://([^/:?#]+)') FROM noted WHERE what = 'list')
    UNION
    SELECT which::bigint FROM noted WHERE what = 'document'
), content AS MATERIALIZED (
    SELECT edition_id FROM edition WHERE document_id IN (SELECT document_id FROM paper)
    UNION
    SELECT which::bigint FROM noted WHERE what = 'edition'
), filed AS MATERIALIZED (
    SELECT report_id FROM reading WHERE edition_id IN (SELECT edition_id FROM content) AND report_id IS NOT NULL
    UNION
    SELECT which FROM noted WHERE what = 'report'
    UNION
    SELECT report_id FROM decision
    WHERE decision_id IN (SELECT which::bigint FROM noted WHERE what = 'decision')
), code AS MATERIALIZED (
    SELECT which AS code FROM noted WHERE what = 'code'
    UNION
    SELECT code FROM listed
    UNION
    SELECT region_code FROM listing WHERE url IN (SELECT url FROM address)
    UNION
    SELECT region_code FROM listing WHERE site IN (SELECT which FROM noted WHERE what = 'looked')
    UNION
    SELECT region_code FROM portal WHERE site IN (SELECT which FROM noted WHERE what = 'looked')
), touched AS MATERIALIZED (
    SELECT which::bigint AS region_id FROM noted WHERE what = 'region'
    UNION
    SELECT region_id FROM region WHERE code IN (SELECT code FROM code)
    UNION
    SELECT region_id FROM report JOIN publisher USING (publisher_id)
    WHERE report_id IN (SELECT report_id FROM filed)
    UNION
    SELECT region_id FROM report_kept WHERE report_id IN (SELECT report_id FROM filed)
)
SELECT array_agg(region_id ORDER BY region_id)
FROM (
    SELECT region_id FROM touched
    UNION
    -- Whether a listed address is the report of its own region depends on whose report is shown from there.
    SELECT region.region_id
    FROM publisher
    JOIN report USING (publisher_id)
    JOIN reading USING (report_id)
    JOIN edition USING (edition_id)
    JOIN document USING (document_id)
    JOIN listing ON listing.url = document.url
    JOIN region ON region.code = listing.region_code
    WHERE publisher.region_id IN (SELECT region_id FROM touched)
) AS found
$$;
COMMENT ON FUNCTION stale_regions IS 'The numbers of the regions that notes of stale touch; null: none.';
REVOKE EXECUTE ON FUNCTION stale_regions(jsonb) FROM PUBLIC;
