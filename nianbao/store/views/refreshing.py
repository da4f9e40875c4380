"""The function that makes the kept views anew, out of their SELECTs."""

from collections.abc import Callable
from importlib.resources import files

from nianbao.store.views.kept import KEPT, MOST_REGIONS, REFRESH_LOCK, WEIGHED, KeptTable, narrowed

# For the first time: rows, then indexes, which are made faster over what is there.
FIRST = """
    INSERT INTO {name} {select};
    {indexes};
    {weighed}"""
# What is as it was is not written again: readers and backups have the less to do.
AGAIN = """
    CREATE TEMPORARY TABLE made ON COMMIT DROP AS {select};
    DELETE FROM {name} AS kept
    WHERE {here} NOT EXISTS (SELECT FROM made WHERE {same} AND made.* *= kept.*);
    INSERT INTO {name}
    SELECT made.* FROM made WHERE NOT EXISTS (SELECT FROM {name} AS kept WHERE {same});
    DROP TABLE made;
    IF asked_regions IS NULL THEN
        {weighed}
    END IF;"""
HERE = {
    "whole": "",
    "all": "",
    "reports": "(asked_reports IS NULL OR kept.report_id = ANY (asked_reports)) AND",
    "regions": "(asked_regions IS NULL OR kept.region_id = ANY (asked_regions)) AND",
}


def refresh_function(table: Callable[[str], KeptTable]) -> str:
    """The statements that make it; `table` gives a kept view by its name, its SELECT over those before it."""
    template = files(__package__).joinpath("refresh_views.sql").read_text("utf-8")
    first = "".join(_first(table(name)) for name in KEPT)
    again = "".join(_again(table(name), within) for name, within in KEPT.items())
    told = {"first": first, "again": again, "lock": str(REFRESH_LOCK), "most_regions": str(MOST_REGIONS)}
    for place, text in told.items():
        template = template.replace(f"{{{place}}}", text)
    return template


def _first(kept: KeptTable) -> str:
    return FIRST.format(
        name=kept.name, select=narrowed(kept.select), indexes="; ".join(kept.indexes), weighed=_weighed(kept)
    )


def _again(kept: KeptTable, within: str) -> str:
    same = " AND ".join(f"made.{column} = kept.{column}" for column in kept.key)
    made = AGAIN.format(
        name=kept.name, select=narrowed(kept.select), here=HERE[within], same=same, weighed=_weighed(kept)
    )
    return f"\n    IF asked_regions IS NULL THEN {made}\n    END IF;" if within == "whole" else made


def _weighed(kept: KeptTable) -> str:
    """Weighed at once: those after it are planned by what it holds now."""
    return f"ANALYZE {kept.name};" if kept.name in WEIGHED else "NULL;"
