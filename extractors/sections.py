"""The parts of a report, out of its prose: which of the places that look like headings make sense together."""

from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.headings import Heading, headings_in
from nianbao.domain.records import record
from nianbao.domain.report import Section


@record(frozen=True, slots=True)
class _Chain:
    """Headings in the order of the text: numbers ascend, no part comes twice, those of the form keep its order.

    `number`: the last heading's; `place`: the greatest of theirs on the form; `parts`: what they head.
    """

    headings: tuple[Heading, ...] = ()
    weight: int = 0
    number: int = 0
    place: int = 0
    parts: frozenset[str] = frozenset()

    def may_go_on(self, heading: Heading) -> bool:
        if heading.number <= self.number or heading.kind.key in self.parts:
            return False
        return heading.kind.place is None or heading.kind.place > self.place

    def joined(self, heading: Heading) -> "_Chain":
        gap = heading.number - self.number - 1
        return _Chain(
            (*self.headings, heading),
            self.weight + heading.weight - gap,
            heading.number,
            max(self.place, heading.kind.place or 0),
            self.parts | {heading.kind.key},
        )


# A report has a handful; more places than this make a list, and only its beginning is weighed.
MOST_HEADINGS = 3000


def divide(paragraphs: Sequence[str]) -> tuple[str, tuple[Section, ...]]:
    """What stands ahead of the first section, and the sections."""
    text = "\n".join(paragraphs)
    headings = _best_chain(paragraphs)
    return _preamble(text, headings), _sections(text, headings)


def find_sections(paragraphs: Sequence[str]) -> tuple[Section, ...]:
    """The numbered parts of a report (six since 2019: 国办公开办函〔2019〕60号, 〔2021〕30号), numbers as printed.

    `paragraphs`: the prose outside the tables, normalised, in reading order; a whole report may be one of them.
    A part that is not there is not in the answer; nothing is made up for it. No heading at all: the empty tuple.
    """
    return divide(paragraphs)[1]


def _sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    ends = [*(heading.start for heading in headings[1:]), len(text)][: len(headings)]
    return tuple(_section(heading, text[heading.end : end]) for heading, end in zip(headings, ends, strict=True))


def _section(heading: Heading, text: str) -> Section:
    return Section(heading.number, heading.kind.key, heading.text, text.lstrip("：:。 \n\t\u3000").rstrip())


def split_preamble(paragraphs: Sequence[str]) -> str:
    """What stands ahead of the first section; all of the text where there is no section."""
    return divide(paragraphs)[0]


def _preamble(text: str, headings: Sequence[Heading]) -> str:
    return (text[: headings[0].start] if headings else text).strip()


def _candidates(paragraphs: Sequence[str]) -> Iterator[Heading]:
    offset = 0
    for paragraph in paragraphs:
        yield from (heading for heading in headings_in(paragraph, offset) if heading.weight > 0)
        offset += len(paragraph) + 1


def _best_chain(paragraphs: Sequence[str]) -> tuple[Heading, ...]:
    """The chain that weighs most. Of two that weigh the same, the later one: a list of contents comes first."""
    best: dict[tuple[int, int], _Chain] = {(0, 0): _Chain()}
    for heading in islice(_candidates(paragraphs), MOST_HEADINGS):
        longer = [chain.joined(heading) for chain in best.values() if chain.may_go_on(heading)]
        for chain in longer:
            state = (chain.number, chain.place)
            if state not in best or chain.weight >= best[state].weight:
                best[state] = chain
    return max(best.values(), key=lambda chain: chain.weight).headings
