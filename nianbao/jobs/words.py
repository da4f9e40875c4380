"""What a crawl of a batch is told on its command line, and what it is then on record with."""

from collections.abc import Mapping, Sequence

from nianbao.store.nights import NightRow, SiteRow

# What a selection may be limited to, and the option that says so.
OPTIONS = {"year": "--year", "since": "--since", "sample_of": "--sample-of"}
CHILD = ("--format", "json", "--tied", "--leave-views")


def words_of(group: Sequence[SiteRow], night: NightRow) -> list[str]:
    """The command that crawls these sites of a plan, all of one depth, by name."""
    options = options_of(group, night)
    said = [
        word
        for name, option in {**OPTIONS, "look": "--look"}.items()
        if name in options
        for word in (option, options[name])
    ]
    return ["crawl", *(row.site for row in group), *said, *CHILD]


def options_of(group: Sequence[SiteRow], night: NightRow) -> Mapping[str, str]:
    """What limits their crawl, as the crawl is on record with it."""
    first = group[0]
    if first.depth == "look":
        return {"look": str(first.revisits)}
    return dict(night.options) if first.depth == "selection" else {}
