"""What was written since the kept views were made is noted row by row, so that only what it touches is made anew."""

from collections.abc import Iterator, Mapping
from importlib.resources import files

# Table: what a row of it touches, as (kind, column). The kinds: see stale.sql.
NOTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "capture": (("edition", "edition_id"),),
    "reading": (("edition", "edition_id"), ("report", "report_id")),
    "document": (("document", "document_id"),),
    "listing": (("url", "url"), ("code", "region_code")),
    "portal": (("code", "region_code"), ("site", "site"), ("list", "list_url")),
    "publisher": (("region", "region_id"),),
    "report": (("report", "report_id"),),
    "look": (("looked", "site"),),
    "outcome": (("url", "url"),),
    "decision": (("report", "report_id"),),
    "endorsement": (("decision", "decision_id"),),
    "denominator": (("region", "region_id"),),
}
# Where a file lies is shown nowhere: whole archives may move.
ON: Mapping[str, str] = {
    "capture": "INSERT OR DELETE OR UPDATE OF edition_id, captured_at, site, url, record_id, digest",
}
# Regions and lists, which an upgrade fills and then makes everything anew.
EVERYTHING: Mapping[str, str] = dict.fromkeys(
    (
        "region",
        "region_name",
        "region_code",
        "region_parent",
        "region_event",
        "publisher_event",
        "duty",
        "elsewhere",
        "indicator",
        "crosswalk",
        "rate",
        "rate_era",
        "rate_term",
        "rate_total",
        "regime_event",
    ),
    "INSERT OR UPDATE OR DELETE",
)
# What is only ever appended along with the reading or the exchanges that are noted: another hand may mend it.
MENDED: Mapping[str, str] = {
    "figure": "UPDATE OR DELETE",
    "finding": "UPDATE OR DELETE",
    "passage": "UPDATE OR DELETE",
    "crawl": "UPDATE OF vantage",
    "shown": "UPDATE OR DELETE",
}


def stale_statements() -> Iterator[str]:
    """The statements that make the note-book, what writes into it, and what tells the regions it touches."""
    yield from files(__package__).joinpath("stale.sql").read_text("utf-8").split("\n\n\n")
    for table, kinds in NOTED.items():
        told = ", ".join(f"'{word}'" for kind in kinds for word in kind)
        events = ON.get(table, "INSERT OR UPDATE OR DELETE")
        yield f"CREATE TRIGGER stale AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION note_stale({told})"
    for table, events in (*EVERYTHING.items(), *MENDED.items()):
        yield f"CREATE TRIGGER stale AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_all_stale()"
    for table in (*NOTED, *EVERYTHING, *MENDED):
        yield f"CREATE TRIGGER emptied AFTER TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_all_stale()"
