"""`nianbao levels`: a report on a whole area beside those of the organs and areas in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import then_options
from nianbao.store.then import Then

if TYPE_CHECKING:
    from pipelines.weighing.same_year import Level


@click.command("levels")
@click.argument("region")
@click.option("--year", type=int, help="This report year only.")
@click.option("--all", "every", is_flag=True, help="Also rows whose totals are all zero.")
@then_options
@format_option
@click.pass_context
def command(ctx: click.Context, region: str, year: int | None, every: bool, output: str, then: Then) -> None:
    """Print the totals of table 3 of REGION's reports on the whole area beside what those from within it add up to.

    `residual` is what the area counts beyond them; below zero it counts less than they do, which is a finding
    (XL.AGG). `not_assessable`: an area below has no report, or a cell holds no number; these are named.
    """
    from nianbao.store.queries import reports
    from pipelines.weighing.neighbours import RegionByRegion
    from pipelines.weighing.same_year import SameYear

    with opened_database(ctx) as connection:
        held = [one for one in reports(connection, place_of(region).code, then) if year in (None, one.year)]
        rows = [
            row
            for level in SameYear(connection, RegionByRegion(connection, then)).levels(held)
            for row in _rows(level, every)
        ]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no report on the whole area is held together with one from within it")


def _rows(level: "Level", every: bool) -> Iterator[dict[str, Any]]:
    for cell in level.cells:
        if every or cell.value or cell.parts:
            yield {
                "report_id": level.report.report_id,
                "year": level.report.year,
                "key": cell.key,
                "value": cell.value,
                "parts": cell.parts,
                "residual": cell.residual,
                "reports": len(level.parts),
                "state": str(cell.state),
                "missing": ", ".join([*level.missing, *cell.unread]),
            }
