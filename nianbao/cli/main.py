"""The command `nianbao`: a group that imports a command's file only when that command is asked for."""

from dataclasses import dataclass
from importlib import import_module

import click

# name -> (module, one line for `nianbao --help`); the line stands here so that help imports no command
COMMANDS = {
    "read": ("nianbao.cli.read", "One document to the report as JSON; no database, no network."),
    "crawl": ("nianbao.cli.crawl", "Crawl, archive, read, check and store sites."),
    "demo": ("nianbao.cli.demo", "The whole path on the shipped sample archive, without a network."),
    "history": ("nianbao.cli.history", "A region's years side by side, with change and findings."),
    "reports": ("nianbao.cli.reports", "What is held or missing, and in which state."),
    "findings": ("nianbao.cli.findings", "What does not add up."),
    "levels": ("nianbao.cli.levels", "A region's report beside those of the organs and areas in it."),
    "changes": ("nianbao.cli.changes", "Figures that are not what they were, and whose doing that is."),
    "coverage": ("nianbao.cli.coverage", "Who should have reported, and how far we got."),
    "crawls": ("nianbao.cli.crawls", "What ran, and how it ended."),
    "status": ("nianbao.cli.status", "What happened in the last night, and what needs a look."),
    "metrics": ("nianbao.cli.metrics", "Numbers for Prometheus: printed, served, or in a file."),
    "explore": ("nianbao.cli.explore", "What is held as pages, in a browser, on this machine alone."),
    "why": ("nianbao.cli.why", "A figure back to its cell, re-read from the archive."),
    "audit": ("nianbao.cli.audit", "How right a release is: a sample drawn, coded by two persons, scored."),
    "flag": ("nianbao.cli.flag", "An error seen in a figure, as a file for those who decide."),
    "decide": ("nianbao.cli.decide", "A person's word on a cell, a finding or a report."),
    "decisions": ("nianbao.cli.decisions", "What persons decided, and whether it stands."),
    "withhold": ("nianbao.cli.withhold", "A cell or a report that is not to be shown."),
    "release": ("nianbao.cli.release", "Numbered states of the database: make, list, diff."),
    "export": ("nianbao.cli.export", "The data as files for R, Stata, SPSS, pandas, spreadsheets."),
    "sites": ("nianbao.cli.sites", "The registry of portals."),
    "discover": ("nianbao.cli.discover", "A portal's column of annual reports, found, or found again."),
    "denominators": ("nianbao.cli.denominators", "Numbers on regions from other sources, such as their residents."),
    "reread": ("nianbao.cli.reread", "What is held, read again from the archive by the installed reader."),
    "kit": ("nianbao.cli.kit", "A captured page as a test case, to be filled in by eye."),
    "schedule": ("nianbao.cli.schedule", "What is due tonight, into the queue."),
    "worker": ("nianbao.cli.worker", "Crawl what is in the queue, night after night."),
    "jobs": ("nianbao.cli.jobs", "The queue: list, add, retry, cancel."),
    "archive": ("nianbao.cli.archive", "The archive: verify every digest."),
    "db": ("nianbao.cli.db", "The database: url, start, stop, upgrade, refresh, psql."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What was said before the command; `sample` chooses the sample database of the embedded server."""

    sample: bool


class LazyGroup(click.Group):
    """A group whose commands live in files of their own, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None for click to refuse."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from their one-line descriptions, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--sample", is_flag=True, help="Use the sample database of the embedded server; ignores DATABASE_URL.")
@click.version_option(package_name="nianbao")
@click.pass_context
def main(ctx: click.Context, sample: bool) -> None:
    """Annual open-government-information reports of China: found, archived, read, checked, kept.

    Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 incomplete or empty,
    2 wrong call, 3 input refused, 4 surroundings (database, disk, archive).
    """
    ctx.obj = Settings(sample=sample)
