"""A proposal as a row of the registry: the fields, the evidence, the lines."""

from collections.abc import Mapping
from datetime import date

from crawler.registry import Site
from crawler.registry_edit import quoted
from pipelines.discovery.found import Proposal

# Longer ways are told by their ends.
LONGEST_WAY = 5


def fields_of(proposal: Proposal, today: date) -> Mapping[str, object]:
    """The fields of the row that a discovery may change, in the order of a row."""
    site = proposal.site
    fields: dict[str, object] = {"family": site.family, "list_url": site.list_url}
    if site.reports:
        fields["reports"] = list(site.reports)
    return {**fields, "evidence": evidence(proposal, today)}


def evidence(proposal: Proposal, today: date) -> str:
    """How the list is known."""
    years = sorted(proposal.listed)
    said = f"[V] {today}: {way(proposal)}; lists {len(years)} years, {years[0]}–{years[-1]}; "
    read = f"that of {proposal.report['year']} was read"
    if proposal.agreed_with:
        read += " and is the report held"
    return said + read


def way(proposal: Proposal) -> str:
    """The way to the list, in the words of its links."""
    words = [words for words, _ in proposal.trail]
    shown = words if len(words) <= LONGEST_WAY else [*words[:2], "…", *words[-2:]]
    return " → ".join(shown)


def lines_of(proposal: Proposal, today: date) -> str:
    """The row, ready to be pasted into the file of its province."""
    site = proposal.site
    head = {"name": site.name, "region": site.region, "publisher": site.publisher}
    found = fields_of(proposal, today)
    tail = {"first_year": site.first_year, "evidence": found["evidence"]}
    values = {**head, **{key: value for key, value in found.items() if key != "evidence"}, **tail}
    return "[[site]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in values.items())


def toml(value: object) -> str:
    """A value of a row on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def is_same_row(site: Site, proposal: Proposal) -> bool:
    """Whether a proposal is what stands in the registry already."""
    found = proposal.site
    return (found.list_url, found.family, set(found.reports)) == (site.list_url, site.family, set(site.reports))
