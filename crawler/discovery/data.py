"""The data files of discovery, each read once."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data_of(name: str) -> Mapping[str, Any]:
    """A data file of this folder: `words`, `links`, `marks`."""
    return tomllib.loads((files("crawler") / "discovery" / f"{name}.toml").read_text("utf-8"))


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern of a data file, compiled once."""
    return re.compile(text)
