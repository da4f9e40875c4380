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
    """Print every finding of the reports held, and every finding between the years of each series."""
    from nianbao.cli.series import weighed
    from nianbao.domain.report_json import finding_to_json
    from nianbao.store.queries import figures_of, reports, series_of

    code = None if region is None else place_of(region).code
    rows = []
    with opened_database(ctx) as connection:
        for series in series_of(reports(connection, code, then)):
            for found in weighed(connection, series, figures_of(connection, series.reports), then):
                held = {"report_id": found.report.report_id, "region": found.report.region, "year": found.report.year}
                rows.append(held | finding_to_json(found.finding))
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no finding to show")
