"""What conversion between the scripts goes by: the tables that come with opencc, and names of places."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, product

from nianbao.domain.divisions.meaning import meanings

MOST_SPELLINGS = 64  # of one name; 里 and the like have two or three each


@cache
def characters() -> Mapping[str, str]:
    """Each traditional character, Hong Kong's (衞) too, with its simplified one, where the two differ."""
    taiwan = {one: options[0] for one, options in _table("TSCharacters") if options[0] != one}
    forms = ((form, taiwan[one]) for one, forms in _table("HKVariants") if one in taiwan for form in forms)
    hong_kong = {form: simplified for form, simplified in forms if form != simplified}
    return hong_kong | taiwan


@cache
def phrases() -> Mapping[str, str]:
    """Words that are not simplified character by character (乾坤, 一目瞭然)."""
    return {words: options[0] for words, options in _table("TSPhrases")}


def kept_names() -> frozenset[str]:
    """Names of places: those of divisions, past ones too, and those of smaller places in `places.toml`."""
    data = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    return frozenset(meanings()) | frozenset(data["names"])


def spellings(name: str) -> Iterator[str]:
    """A simplified name as it is, and as it may stand in traditional text: 余干县, 餘乾縣, 餘干縣, 余干縣 …"""
    options = [(one, *(option for option in _traditional().get(one, ()) if option != one)) for one in name]
    return islice(map("".join, product(*options)), MOST_SPELLINGS)


@cache
def _traditional() -> Mapping[str, tuple[str, ...]]:
    return dict(_table("STCharacters"))


def _table(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    table = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        key, _, options = line.partition("\t")
        if options:
            yield key, tuple(options.split(" "))
