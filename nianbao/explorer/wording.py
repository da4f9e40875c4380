"""Every word the explorer says, from `words/*.toml`: one entry a text, each in English and in Chinese."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from nianbao.explorer.languages import Language


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """file.name -> language -> text, of every file of words."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(files(__package__).joinpath("words").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for name, both in tomllib.loads(file.read_text("utf-8")).items():
                found[f"{file.name.removesuffix('.toml')}.{name}"] = both
    return found


class Words:
    """The texts of one language; a text that is not there is an error, never an empty place on a page."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, name: str, /, **values: object) -> str:
        """The text of that name with its values in place. Raises KeyError where there is none or a value is missing."""
        said = texts()[name][self.language]
        return said.format_map(values) if values else said

    def has(self, name: str) -> bool:
        """Whether there is a text of that name."""
        return name in texts()


@cache
def words(language: Language) -> Words:
    """The texts of a language."""
    return Words(language)
