"""How each role is played on a portal: switches that are put on and taken off, and edits."""

from collections.abc import Callable, Mapping, Sequence

from simulator.changes import pages, statuses
from simulator.column import own_report
from simulator.nights.roles import Role
from simulator.portal import Portal
from simulator.rules import Change

YEARS = (2022, 2023, 2024)
EDITED = "t2.licensing.decisions"
FORBIDDING = "User-agent: *\nDisallow: /\n"


def switches(role: Role, portal: Portal) -> Sequence[tuple[str, Change]]:
    """What is put on while a role lasts: pattern and change."""
    match role:
        case "block":
            return [("*", statuses.challenge(412))]
        case "captcha":
            return [("*", statuses.captcha())]
        case "robots":
            return [("/robots.txt", pages.robots(FORBIDDING))]
        case "shape_lost":
            return [(f"{portal.list_path}*", pages.stub())]
        case "failing":
            return [(portal.path_of(year), statuses.status(500)) for year in portal.reports()]
        case _:
            return ()


def edit(portal: Portal) -> None:
    """Change one number of the newest of the old reports."""
    year = YEARS[-1]
    portal.edit_cell(year, EDITED, str(int(portal.own(year).figures[EDITED]) + 7))


def empty(portal: Portal) -> None:
    """Take the numbers of its table 4 away."""
    year = YEARS[-1]
    for key in [key for key in portal.own(year).figures if key.startswith("t4.")]:
        portal.edit_cell(year, key, "")


def fill_again(portal: Portal) -> None:
    """Give them back."""
    year = YEARS[-1]
    whole = own_report(portal.place, year, 5000 + year).figures
    for key in [key for key in whole if key.startswith("t4.")]:
        portal.edit_cell(year, key, whole[key])


def take_most(portal: Portal) -> None:
    """Leave one report of three."""
    for year in YEARS[1:]:
        portal.delete(year)


EDITS: Mapping[Role, Callable[[Portal], None]] = {
    "edited": edit,
    "regressed": empty,
    "withdrawn": lambda portal: portal.delete(YEARS[0]),
    "vanished": take_most,
    "reissued": lambda portal: portal.reissue(YEARS[-1]),
    "retouched": lambda portal: portal.retitle(YEARS[-1], f"{portal.own(YEARS[-1]).title}（全文）"),
}
