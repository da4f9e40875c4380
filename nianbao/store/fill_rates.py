"""Formulas of rates and events that break series, from the domain into the database."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert

from nianbao.domain.rates import Rate, Term, rates, totals
from nianbao.domain.regime import regime_events
from nianbao.store import models
from nianbao.store.codebook import codebook, crosswalk_parts


def fill_rates(connection: Connection) -> None:
    """Replace formulas and events by those of the domain; filling again changes nothing."""
    for table in (models.RateTerm, models.RateEra, models.RateTotal, models.Rate, models.RegimeEvent):
        connection.execute(delete(table))
    held = rates()
    connection.execute(insert(models.Rate), [_rate(place, rate) for place, rate in enumerate(held)])
    connection.execute(insert(models.RateEra), [row for rate in held for row in _eras(rate)])
    connection.execute(insert(models.RateTerm), [row for rate in held for row in _terms(rate)])
    connection.execute(insert(models.RateTotal), list(_totals()))
    connection.execute(insert(models.RegimeEvent), list(_events()))


def _rate(place: int, rate: Rate) -> dict[str, Any]:
    return {
        "rate_key": rate.key,
        "position": place,
        "label_en": rate.english,
        "scale": rate.scale,
        "totals": list(rate.totals),
        "sources": sorted(rate.sources),
    }


def _eras(rate: Rate) -> Iterator[dict[str, Any]]:
    for place, era in enumerate(rate.eras):
        yield {
            "rate_key": rate.key,
            "era": era.name,
            "place": place,
            "forms": list(era.forms),
            "tables": list(era.tables),
            "grade": str(era.grade),
            "caveat": era.caveat,
        }


def _terms(rate: Rate) -> Iterator[dict[str, Any]]:
    for side, terms in (("numerator", rate.numerator), ("denominator", rate.denominator)):
        for applicant, given in terms.items():
            named = {"rate_key": rate.key, "applicant": applicant, "side": side}
            yield from (named | asdict(term) for term in given)


def _totals() -> Iterator[dict[str, Any]]:
    for total in totals():
        for side, terms in (("printed", total.printed), ("parts", total.parts)):
            named = {"name": total.name, "applicant": total.applicant, "side": side}
            yield from (named | _figure(term) for term in terms)


def _figure(term: Term) -> dict[str, Any]:
    return {"form": term.form, "key": term.key, "coefficient": term.coefficient}


def _events() -> Iterator[dict[str, Any]]:
    named = [entry.key for entry in codebook()]
    named += dict.fromkeys(part.h_key for part in crosswalk_parts())
    named += [rate.key for rate in rates()]
    for event in regime_events():
        yield {
            "event_id": event.key,
            "date": event.date,
            "label_zh": event.label_zh,
            "label_en": event.label_en,
            "affects_keys": event.affected(named),
            "affects_from_year": event.affects_from_year,
            "kind": str(event.kind),
            "source": event.source,
        }
