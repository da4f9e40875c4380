"""`scrapy crawl NAME`: the same run as `nianbao crawl NAME`, with the same exit status."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

from nianbao.cli.choosing import chosen_sites
from nianbao.cli.crawling import crawl, end, show_result
from pipelines.selection import Selection

ARGUMENTS = ("region", "year", "since", "sample")


class Command(BaseRunSpiderCommand):
    """Scrapy's `crawl` ends with status 0 whatever was not got, and stores nothing: this one takes its place."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """As the help prints it."""
        return "[options] [SITE]..."

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl sites, read, check and store their reports: the same as `nianbao crawl`"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run it; `-a region= year= since= sample=`, `-O FILE` for the reports as `nianbao read` prints them."""
        unknown = [name for name in opts.spargs if name not in ARGUMENTS]
        if unknown or not (args or opts.spargs.get("region")):
            raise UsageError(f"name a site, and with -a only {', '.join(ARGUMENTS)}")
        try:
            self.crawl(args, opts.spargs)
        except click.ClickException as failure:
            failure.show()
            self.exitcode = failure.exit_code

    def crawl(self, names: list[str], given: Mapping[str, str]) -> None:
        """The run. Raises click.ClickException with the contract's exit status."""
        said = said_here(self.settings or Settings())
        archives = [Path(name) for name in said.getlist("REPLAY")]
        sites = chosen_sites(names, given.get("region"))
        refuse_shared_feeds(sites, said.getdict("FEEDS"))
        result = crawl(sites, selection_of(given), archives=archives, sample=False, more=dict(said))
        show_result(result, "json")
        end(result)


def refuse_shared_feeds(sites: Sequence[str], feeds: Mapping[str, object]) -> None:
    """Each spider opens its feed anew: several would write over each other. Raises click.UsageError."""
    shared = [str(feed) for feed in feeds if "%(name)s" not in str(feed)]
    if len(sites) > 1 and shared:
        raise click.UsageError(f"{len(sites)} sites in one file {shared[0]}: put %(name)s into its name, a file a site")


def selection_of(given: Mapping[str, str]) -> Selection:
    """What `-a` says. Raises click.UsageError (exit status 2)."""
    try:
        year, sample = (int(given[name]) if name in given else None for name in ("year", "sample"))
        return Selection(year, sample, date.fromisoformat(given["since"]) if "since" in given else None)
    except ValueError as error:
        raise click.UsageError(f"-a: {error}") from error


def said_here(settings: BaseSettings) -> BaseSettings:
    """The settings that the command line gave: -s, -L, -O."""
    least = SETTINGS_PRIORITIES["cmdline"]
    return BaseSettings({name: settings[name] for name in settings if (settings.getpriority(name) or 0) >= least})
