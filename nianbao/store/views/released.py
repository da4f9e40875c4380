"""Functions for whoever takes the data home: reports, frame and quantities, as shown now or as a release holds them.

Each is the statement of a kept view over another choice of readings: a release is counted as the nightly state is.
"""

import re
from collections.abc import Callable, Iterator

FUNCTIONS = (
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
STATE = re.compile(r"\S+ AS state\b")
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
    yield _function("harmonised_release", "pub.harmonised", shown + figures, _select(sql("harmonised")), "harmonised")


def _function(name: str, kept: str, held: str, made: str, told: str) -> str:
    body = EITHER.format(held=held, kept=kept if "." in kept else f"public.{kept}", made=made)
    comment = f"{told}, as a release holds it; null: as it is kept now."
    return MADE.format(name=name, row=kept, body=body, comment=comment)


def _select(statement: str) -> str:
    return statement.partition("WITH NO DATA")[0].partition(" AS\n")[2]
