"""Functions for whoever takes the data home: reports, frame and quantities, as shown now or as a release holds them.

Each is the statement of a kept view over another choice of readings: a release is counted as the nightly state is.
"""

import re
from collections.abc import Callable, Iterator

FUNCTIONS = (
    "pub.finding_release(text)",
    "pub.rate_release(text)",
    "pub.harmonised_release(text)",
    "pub.frame_release(text)",
    "pub.report_release(text)",
)
MADE = """CREATE FUNCTION pub.{name}(release text) RETURNS SETOF {row}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
{body}
$$;
COMMENT ON FUNCTION pub.{name} IS '{comment}';
"""
EITHER = """{held}
SELECT * FROM {kept} WHERE $1 IS NULL
UNION ALL
SELECT * FROM ({made}) AS made WHERE $1 IS NOT NULL"""
# Decisions as they stood in the release, on texts that stand in its readings.
DECISIONS = """(
    SELECT standing.target, standing.report_id, standing.rule, standing.keys, made.verdict, made.decided_at,
           made.decided_by, made.note
    FROM decision_standing AS standing
    JOIN decision AS made USING (decision_id)
    JOIN reading_held AS chosen ON chosen.report_id = standing.report_id
    WHERE standing.raws = ARRAY(
        SELECT COALESCE(figure.raw, '')
        FROM unnest(standing.keys) WITH ORDINALITY AS about (key, place)
        LEFT JOIN figure ON figure.reading_id = chosen.reading_id AND figure.key = about.key
        ORDER BY about.place
    )
)"""
# What other documents of a report say is not frozen: a finding between two of them is of now alone.
NO_DISAGREEMENT = ", disagreement AS (SELECT * FROM public.disagreement WHERE false)"
STATE = re.compile(r"\S+ AS state\b")
# Denominators that had been imported by then, each vintage with its place among those.
IMPORTED = """FROM (
    SELECT *, row_number() OVER (PARTITION BY region_id, year, kind ORDER BY vintage DESC, denominator_id DESC) = 1
           AS is_default
    FROM public.denominator
    WHERE imported_at <= (SELECT made_at FROM release WHERE release_id = $1)
) AS denominator"""
AT = "pub.coverage_asof((SELECT made_at FROM release WHERE release_id = $1))"


def released_functions(sql: Callable[[str], str], report: str) -> Iterator[str]:
    """The statements that make them; `sql` gives a file beside this one, `report` the SELECT of pub.report."""
    held = sql("figure_release").partition("AS $$\n")[2].partition("{figure}")[0].format(report=report).rstrip()
    reports = _select(sql("report_kept")).replace("FROM pub.report\n", "FROM report_then AS report\n")
    frame = STATE.sub(f"{AT} AS state", _select(sql("frame_kept")))
    shown = "WITH report_kept AS (SELECT * FROM pub.report_release($1))"
    figures = ", figure_kept AS (SELECT * FROM pub.figure_release($1))"
    told = "The balanced frame of region_panel"
    yield _function("report_release", "report_kept", held, reports, "pub.report, with what the kept views ask of it")
    yield _function("frame_release", "frame_kept", shown, frame, told)
    totals = f", total_kept AS ({_select(sql('total_kept'))})"
    people = f", population AS ({_select(sql('population')).replace('FROM pub.denominator', IMPORTED)})"
    rates = shown + figures + totals + people
    yield _function("rate_release", "pub.rate", rates, _select(sql("rate")), "rate")
    findings = _select(sql("finding")).replace("FROM pub.report\n", "FROM report_then AS report\n")
    findings = findings.replace("{decisions}", DECISIONS)
    yield _function("finding_release", "pub.finding", held + NO_DISAGREEMENT, findings, "finding")
    yield _function("harmonised_release", "pub.harmonised", shown + figures, _select(sql("harmonised")), "harmonised")


def _function(name: str, kept: str, held: str, made: str, told: str) -> str:
    body = EITHER.format(held=held, kept=kept if "." in kept else f"public.{kept}", made=made)
    comment = f"{told}, as a release holds it; null: as it is kept now."
    return MADE.format(name=name, row=kept, body=body, comment=comment)


def _select(statement: str) -> str:
    made = statement.partition(" AS\n")[2]
    return made.partition("WITH NO DATA" if "WITH NO DATA" in made else ";")[0]
