"""How a command ends when it is not simply done: one clear line on standard error and the contract's exit status."""

import click


class Incomplete(click.ClickException):
    """Done, but incomplete or empty: a crawl that is not complete, no row to show, or not an annual report."""

    exit_code = 1


class WrongCall(click.ClickException):
    """The call is wrong: unknown site, unknown or ambiguous region, unknown option."""

    exit_code = 2


class InputRefused(click.ClickException):
    """The input is refused or unreadable: too large, a bomb, encrypted, damaged, empty, of a format not read."""

    exit_code = 3


class SurroundingsFailed(click.ClickException):
    """The surroundings failed: database, disk or archive."""

    exit_code = 4
