"""From where the portals are asked."""

import os
import re

from nianbao.cli.exits import WrongCall

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def vantage() -> str:
    """NIANBAO_VANTAGE, empty where it is not set. Raises WrongCall for what is no plain short name."""
    given = os.environ.get("NIANBAO_VANTAGE", "").strip()
    if given and not NAME.fullmatch(given):
        raise WrongCall(f"NIANBAO_VANTAGE is {given!r}: give a short name of letters, digits, . _ -, such as cn-north")
    return given
