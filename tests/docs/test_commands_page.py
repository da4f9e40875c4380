"""docs/commands.md names every command with every option, and none that does not exist."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click
from click.testing import CliRunner

from nianbao.cli.main import main

if TYPE_CHECKING:
    from tests.docs.conftest import Page, SampleDatabase


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, f"{name} {child}")


def options(command: click.Command) -> set[str]:
    return {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }


def test_every_command_has_its_section_and_no_other_has(page: "Callable[[str], Page]") -> None:
    titles = [heading.lstrip("# ") for heading in page("docs/commands.md").headings()]
    written = {title for title in titles if title.split()[0] == "nianbao"}
    assert written == {name for name, _ in commands(main, "nianbao")}


def test_every_option_is_told_in_its_commands_section_and_no_other_is(page: "Callable[[str], Page]") -> None:
    written = {
        name: {cell for cell in page("docs/commands.md").first_cells(name) if cell.startswith("--")}
        for name, _ in commands(main, "nianbao")
    }
    assert written == {name: options(command) for name, command in commands(main, "nianbao")}


def test_calls_shown_print_what_is_shown(page: "Callable[[str], Page]") -> None:
    shown = [block for block in page("docs/commands.md").blocks("text") if block.startswith("$ nianbao ")]
    assert shown
    for block in shown:
        call, _, printed = block.partition("\n")
        assert CliRunner().invoke(main, call.split()[2:]).output == printed


def test_the_outcome_shown_is_that_of_the_sample(
    page: "Callable[[str], Page]", sample_database: "SampleDatabase"
) -> None:
    outcome = json.loads(page("docs/commands.md").blocks("json")[0])
    assert set(outcome) == {"crawl", "sites", "complete"}
    assert [site for site in outcome["sites"] if site not in sample_database.crawled] == []
