-- Coverage as it was known at a moment: what was seen later, on portals and lists, is left out.
CREATE FUNCTION pub.coverage_asof(at timestamptz) RETURNS SETOF pub.coverage
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
WITH known_then AS ({known})
{coverage}
$$;

COMMENT ON FUNCTION pub.coverage_asof IS
    'pub.coverage as it was known at a moment: what was seen later of portals and lists is left out.';
