"""An alarm with the evidence behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nianbao.jobs.morning.rules import rules


class NoEvidence(ValueError):
    """An alarm was to be raised without a word of evidence; raised by `raised`."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that happened. `subject`: the site, report, province, crawl or night it is about.

    `since`: the first night on which it stood without a break; null: of this night alone. `evidence`: what shows it;
    `url`, `record`: the address and the WARC record of that, null: none.
    """

    alarm: str
    level: str
    about: str
    subject: str
    site: str | None
    since: date | None
    evidence: str
    url: str | None
    record: str | None
    do: str

    @property
    def cause(self) -> tuple[str, str]:
        """What it says, without how it is shown: its name and what it is about."""
        return self.alarm, self.subject


def raised(
    name: str,
    subject: object,
    evidence: str,
    *,
    site: str | None = None,
    since: date | None = None,
    url: str | None = None,
    record: str | None = None,
) -> Alarm:
    """An alarm of the data file. Raises NoEvidence and, for one that is not there, KeyError."""
    rule = rules()[name]
    if not evidence.strip():
        raise NoEvidence(f"{name} about {subject} without evidence")
    return Alarm(name, rule.level, rule.about, str(subject), site, since, evidence, url, record, rule.do)


def in_order(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """Alarms ahead of notes, what is new ahead of what stands, then as the data file has them."""
    places = {name: place for place, name in enumerate(rules())}
    return tuple(
        sorted(alarms, key=lambda one: (one.level != "alarm", one.since is not None, places[one.alarm], one.subject))
    )
