-- Makes the kept views anew, for the regions that were written of, or whole. Nobody who reads waits: rows are deleted and
-- inserted in one transaction, which is undone whole where it fails. One refresh at a time; a second one then finds what
-- the first one saw not yet.
CREATE FUNCTION refresh_views(whole boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off
    SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
    began CONSTANT timestamptz := clock_timestamp();
    last_at timestamptz;
    noted jsonb;
    asked_regions bigint[];
    asked_reports text[];
    asked_editions bigint[];
    asked_sites text[];
    loops CONSTANT text := current_setting('enable_nestloop');
BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    WITH struck AS (DELETE FROM stale RETURNING what, which)
    SELECT COALESCE(jsonb_agg(DISTINCT jsonb_build_object('what', what, 'which', which)), '[]') INTO noted FROM struck;
    IF to_regclass('report_kept_report_id') IS NULL THEN
        {first}
    ELSE
        SELECT refreshed.at INTO last_at FROM refreshed WHERE what = 'views';
        -- Days go by without a note: a New Year adds a year to the frame, and on its day what is due is missing.
        IF NOT whole
           AND NOT noted @> '[{"what": "all"}]'
           AND (SELECT max(year) FROM region_year_kept) = extract(year FROM now())::int - 1
           AND extract(year FROM last_at AT TIME ZONE 'Asia/Shanghai')
               = extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')
           AND NOT EXISTS (SELECT FROM duty_year WHERE due_over > last_at AND due_over <= now())
        THEN
            asked_regions := COALESCE(stale_regions(noted), '{}');
            -- Beyond that it is sooner made whole, and the planner looks long at lists of names.
            IF cardinality(asked_regions) > {most_regions} THEN
                asked_regions := NULL;
            END IF;
        END IF;
        IF asked_regions IS NULL THEN
            -- Of ranks Postgres expects only one to be 1, and of a table that is filled now no rows: it would loop over
            -- all for each. As everything is made anew, tables are to be joined whole, within memory.
            PERFORM set_config('enable_nestloop', 'off', true);
        ELSE
            SELECT COALESCE(array_agg(report_id), '{}') INTO asked_reports
            FROM (SELECT report_id FROM report JOIN publisher USING (publisher_id) WHERE region_id = ANY (asked_regions)
                  UNION
                  SELECT report_id FROM report_kept WHERE region_id = ANY (asked_regions)) AS theirs;
            SELECT COALESCE(array_agg(DISTINCT edition_id), '{}') INTO asked_editions
            FROM reading WHERE report_id = ANY (asked_reports);
            SELECT COALESCE(array_agg(site), '{}') INTO asked_sites
            FROM (SELECT listing.site FROM listing JOIN region ON region.code = listing.region_code
                  WHERE region.region_id = ANY (asked_regions)
                  UNION
                  SELECT portal.site FROM portal JOIN region ON region.code = portal.region_code
                  WHERE region.region_id = ANY (asked_regions)) AS theirs;
        END IF;
        IF asked_regions IS NULL OR cardinality(asked_regions) > 0 THEN
            {again}
        END IF;
        PERFORM set_config('enable_nestloop', loops, true);
    END IF;
    PERFORM refresh_text_reuse();
    INSERT INTO refreshed (what, at, seconds)
    VALUES ('views', now(), round(extract(epoch FROM clock_timestamp() - began), 3))
    ON CONFLICT (what) DO UPDATE SET at = excluded.at, seconds = excluded.seconds;
END
$$;
COMMENT ON FUNCTION refresh_views IS
    'Makes anew what was written since the kept views were made, or all of them; readers go on with what they see.';
REVOKE EXECUTE ON FUNCTION refresh_views(boolean) FROM PUBLIC;
