"""Which sites a call means: by name, or by region."""

from collections.abc import Sequence

from nianbao.cli.exits import WrongCall


def chosen_sites(names: Sequence[str], region: str | None) -> tuple[str, ...]:
    """The sites of these names and of this region, each once; all where neither is given. Raises WrongCall."""
    from crawler.registry import sites

    unknown = [name for name in names if name not in sites()]
    if unknown:
        raise WrongCall(f"there is no site {', '.join(unknown)}: `nianbao sites` lists them")
    if not names and region is None:
        return tuple(sites())
    return tuple(dict.fromkeys([*names, *(sites_of(region) if region else ())]))


def sites_of(region: str) -> tuple[str, ...]:
    """The sites of a region and of those below it. Raises WrongCall where there is none."""
    from crawler.registry import sites
    from nianbao.cli.region import place_of

    code = place_of(region).code
    names = tuple(name for name, site in sites().items() if code in lineage(site.region))
    if not names:
        raise WrongCall(f"no site of the registry is in {region} ({code}): `nianbao sites` lists them")
    return names


def lineage(code: str) -> tuple[str, ...]:
    """A region's code and those of the regions it lies in."""
    from nianbao.domain.divisions import regions

    parent = regions()[code].parent
    return (code, *(lineage(parent) if parent else ()))
