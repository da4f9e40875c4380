-- The figures as they stood: on the portals at a moment, as they were known here at another.
CREATE FUNCTION pub.figure_asof(at timestamptz, known_on timestamptz DEFAULT NULL) RETURNS SETOF pub.figure
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
WITH reading_held AS ({held}), report_then AS ({report})
{figure}
$$;

COMMENT ON FUNCTION pub.figure_asof IS
    'pub.figure as the portals showed it up to the first moment (null: now, by the default rules), from what was read here up to the second (null: now).';
