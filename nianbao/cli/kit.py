"""`nianbao kit`: a captured page as a test case with a frame to fill in by eye, and the check of such a case."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import Incomplete, InputRefused, SurroundingsFailed, WrongCall
from nianbao.cli.output import format_option

if TYPE_CHECKING:
    from nianbao.domain.report import Report
    from pipelines.kit.captured import CapturedPage


@click.command("kit")
@click.argument("target", metavar="URL|FILE|FOLDER")
@click.option("--url", default="", help="Of a FILE: where it came from.")
@click.option("--site", help="Of the registry: its name begins the case's.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to make; by default SITE_YEAR, here.")
@click.option(
    "--archive",
    "archives",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="Look for URL in this WARC file instead of NIANBAO_HOME/archive; may be repeated.",
)
@click.option("--check", is_flag=True, help="Compare the case in FOLDER with what is read of its page now.")
@format_option
def command(
    target: str, url: str, site: str | None, out: Path | None, archives: tuple[Path, ...], check: bool, output: str
) -> None:
    """Make a test case of one captured page: its bytes, what is read of it, and a frame to fill in by eye.

    The frame (expected.toml) holds nothing that was read. With --check a case that is filled in is held against the
    reader. Exit status: 0 made, or no difference · 1 not in the archive; a difference, or a frame that is not filled in
    · 2 an unknown site, a folder that is there already · 3 the page is refused · 4 the archive.
    """
    if check:
        show_differences(Path(target), output)
        return
    refuse_unknown(site)
    page = page_in(target, url, archives)
    report = read_now(page)
    from pipelines.kit.making import make_case, name_of_case

    folder = out or Path(name_of_case(page, report, site))
    try:
        make_case(page, report, folder)
    except FileExistsError as error:
        raise WrongCall(f"{folder} is there already: what was filled in is not written over") from error
    click.echo(f"{folder}: fill in expected.toml from the page, then: nianbao kit --check {folder}", err=True)


def refuse_unknown(site: str | None) -> None:
    """Raise WrongCall for a site that is not in the registry."""
    from crawler.registry import sites

    if site is not None and site not in sites():
        raise WrongCall(f"there is no site {site}: `nianbao sites` lists them")


def page_in(target: str, url: str, archives: tuple[Path, ...]) -> "CapturedPage":
    """The page that is meant: an address in an archive, or a file. Raises Incomplete, SurroundingsFailed, WrongCall."""
    from nianbao.archive.errors import Damaged, Missing, StoreFailed, Undecodable
    from nianbao.cli.archive import archived_files
    from pipelines.kit.captured import CapturedPage, NotCaptured, captured_page

    if "://" not in target:
        if not Path(target).is_file():
            raise WrongCall(f"{target} is neither an address nor a file")
        return CapturedPage(url, Path(target).read_bytes())
    try:
        return captured_page(target, archives or archived_files())
    except NotCaptured as missing:
        raise Incomplete(str(missing)) from missing
    except (Damaged, Missing, StoreFailed, Undecodable) as failure:
        raise SurroundingsFailed(str(failure)) from failure


def read_now(page: "CapturedPage") -> "Report":
    """What is read of a page. Raises InputRefused."""
    from extractors.errors import Refused
    from pipelines.readers import ReaderBroke, read_in_child

    try:
        return read_in_child(page.body, url=page.url)
    except (Refused, ReaderBroke) as refused:
        raise InputRefused(f"{page.url or 'the file'}: {refused}") from refused


def show_differences(folder: Path, output: str) -> None:
    """Print in what a case and its reading differ. Raises Incomplete where they do, WrongCall, InputRefused."""
    from dataclasses import asdict
    from tomllib import TOMLDecodeError

    from extractors.errors import Refused
    from nianbao.cli.output import print_rows
    from pipelines.kit.checking import differences
    from pipelines.readers import ReaderBroke

    try:
        found = differences(folder)
    except (OSError, TOMLDecodeError, KeyError) as fault:
        raise WrongCall(f"{folder} is no case: {fault}") from fault
    except (Refused, ReaderBroke) as refused:
        raise InputRefused(f"{folder}: {refused}") from refused
    print_rows([asdict(difference) for difference in found], output)
    if found:
        raise Incomplete(f"{folder}: {len(found)} differences")
    click.echo(f"{folder}: what was seen is what is read", err=True)
