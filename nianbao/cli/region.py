"""What REGION may be on the command line: a code, a name, or the name of a site."""

from dataclasses import dataclass

from nianbao.cli.exits import WrongCall


@dataclass(frozen=True, slots=True)
class Place:
    """The region that was asked for; `publisher` where a site was named, whose series is then shown by default."""

    code: str
    publisher: str | None = None


def place_of(name: str) -> Place:
    """The region that is meant. Raises WrongCall where it is unknown or may be several, naming those."""
    from nianbao.domain.divisions import candidates, full_name, locate, regions

    site = _site(name)
    if site is not None:
        return site
    if name in regions():
        return Place(name)
    found = [region.code for region in candidates(name)]
    match found:
        case [code]:
            return Place(code)
        case []:
            alike = [f"{code} {full_name(code)}" for code in locate(name).suggestions]
            hint = f"; did you mean {', '.join(alike)}?" if alike else ": give a code, a name or a site's name"
            raise WrongCall(f"no region is called {name}{hint}")
        case _:
            named = ", ".join(f"{code} {full_name(code)}" for code in found)
            raise WrongCall(f"{name} may be {named}: give the code")


def _site(name: str) -> Place | None:
    # Sites have ASCII names; a name in Chinese need not wait for the registry.
    if not name.isascii() or name.isdigit():
        return None
    from crawler.registry import sites

    site = sites().get(name)
    return None if site is None else Place(site.region, site.publisher)
