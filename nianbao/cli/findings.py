"""`nianbao findings`: what does not add up, in one report or between the years of a series."""

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import then_options
from nianbao.store.then import Then


@click.command("findings")
@click.argument("region", required=False)
@then_options
@format_option
@click.pass_context
def command(ctx: click.Context, region: str | None, output: str, then: Then) -> None:
    """Print every finding of the reports held, those between the years of each series, and those between reports."""
    from nianbao.domain.report_json import finding_to_json
    from nianbao.store.queries import reports
    from pipelines.weighing.neighbours import AllAtOnce, RegionByRegion
    from pipelines.weighing.same_year import SameYear
    from pipelines.weighing.series import weighed_all

    code = None if region is None else place_of(region).code
    with opened_database(ctx) as connection:
        held = reports(connection, code, then)
        beside = AllAtOnce(connection, held) if code is None else RegionByRegion(connection, then)
        found = [*weighed_all(connection, held, then), *SameYear(connection, beside).findings(held)]
    rows = [
        {"report_id": one.report.report_id, "region": one.report.region, "year": one.report.year}
        | finding_to_json(one.finding)
        for one in found
    ]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no finding to show")
