"""What REGION may be on the command line: a code, a name, or the name of a site; past ones too."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import WrongCall

if TYPE_CHECKING:
    from nianbao.domain.divisions.history import Life

IN_YEAR = re.compile(r"(.+)@(\d{4})")


@dataclass(frozen=True, slots=True)
class Place:
    """The region that was asked for: its last code, its own key and name where another had the code too.
    `publisher` where a site was named, whose series is then shown by default."""

    code: str
    publisher: str | None = None
    key: str | None = None
    name: str | None = None


def place_of(name: str) -> Place:
    """The region that is meant, with a word on standard error where it is of the past.

    NAME@YEAR is what the name or code meant in that year. Raises WrongCall where it is unknown or may be several,
    naming those.
    """
    from nianbao.domain.divisions import regions

    site = _site(name)
    if site is not None:
        return site
    if name in regions():
        return _standing(name)
    matched = IN_YEAR.fullmatch(name)
    return _named(name, name, None) if matched is None else _named(name, matched[1], int(matched[2]))


def _standing(code: str) -> Place:
    from nianbao.domain.divisions.past import past_names

    # What was the same all the time needs no history.
    if not any(past.region.code == code and past.began for past in past_names()):
        return Place(code)
    return _of_code(code, code, None)


def _named(asked: str, name: str, year: int | None) -> Place:
    from nianbao.domain.divisions import candidates, full_name, locate, regions

    if re.fullmatch(r"\d{6}", name):
        return _of_code(asked, name, year)
    found = candidates(name, year)
    match found:
        case [region] if year is None and regions().get(region.code) == region and region.name == name:
            return _standing(region.code)
        case [region]:
            lives = _lives(region.code, year)
            return _said(name, next(life for life in lives if (life.code, life.name) == (region.code, region.name)))
        case []:
            alike = [f"{code} {full_name(code)}" for code in locate(name).suggestions]
            hint = f"; did you mean {', '.join(alike)}?" if alike else ": give a code, a name or a site's name"
            raise WrongCall(f"no region is called {asked}{hint}")
        case _:
            named = ", ".join(f"{region.code} {full_name(region.code)}" for region in found)
            raise WrongCall(f"{name} may be {named}: give the code")


def _of_code(asked: str, code: str, year: int | None) -> Place:
    lives = _lives(code, year)
    if not lives:
        raise WrongCall(f"no region is called {asked}: give a code, a name or a site's name")
    return _said(code, next((life for life in lives if life.code == code), lives[0]))


def _lives(code: str, year: int | None) -> "tuple[Life, ...]":
    from nianbao.domain.divisions.history.lookup import lives_of

    return lives_of(code, year)


def _said(asked: str, life: "Life") -> Place:
    """The place, with a word on standard error on what became of it or what it came from."""
    word = _word(asked, life)
    if word is not None:
        click.echo(word, err=True)
    return Place(life.code, key=life.key, name=life.name)


def _word(asked: str, life: "Life") -> str | None:
    from nianbao.domain.divisions.history.lookup import beginning, ending

    ended, began = ending(life), beginning(life)
    if ended is not None:
        went = "、".join(map(str, ended.event.after)) or "nothing that is a region"
        return f"{life.name} ({life.code}) is no more since {life.until}: {ended.event.type} into {went}"
    if began is not None and began.event.before:
        came = ", ".join(f"{unit.name}@{life.since.year - 1}" for unit in began.event.before if life.since)
        return f"{life.name} ({life.code}) began on {life.since}; what it came from has reports of its own: {came}"
    if asked not in (life.name, life.code) and any(asked in (spell.name, spell.code) for spell in life.spells):
        return f"{asked} is now {life.name} ({life.code})"
    return None


def _site(name: str) -> Place | None:
    # Sites have ASCII names; a name in Chinese need not wait for the registry.
    if not name.isascii() or name.isdigit():
        return None
    from crawler.registry import sites

    site = sites().get(name)
    return None if site is None else replace(_standing(site.region), publisher=site.publisher)
