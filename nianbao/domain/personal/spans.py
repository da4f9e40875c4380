"""Where personal data stand in a text, and the text with a word for each in its place."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.domain.personal.folding import folded
from nianbao.domain.personal.kinds import Kind, hint, kinds

# Characters ahead of a number that are looked at to tell whether it is part of an address.
_BEFORE = 120


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data at text[start:stop]; the content itself is not kept."""

    kind: str
    start: int
    stop: int


def mask(text: str, keep: Collection[str] = ()) -> str:
    """The text with a token such as 〔手机〕 for each piece of personal data; `keep` as in `find_spans`."""
    return replaced(text, find_spans(text, keep))


def find_spans(text: str, keep: Collection[str] = ()) -> tuple[Span, ...]:
    """The pieces of personal data in reading order, none overlapping another.

    `keep`: kinds to leave as they are; those that are always masked (mobile, identity, bank) cannot be kept.
    """
    plain = folded(text)
    if not hint().search(plain):
        return ()
    found = (
        Span(kind.name, start, stop)
        for kind in kinds()
        if kind.always or kind.name not in keep
        for start, stop in _places(kind, plain)
    )
    return tuple(_apart(found))


def replaced(text: str, spans: Sequence[Span]) -> str:
    """The text with the token of its kind in place of each span; `spans` in reading order."""
    tokens = {kind.name: kind.token for kind in kinds()}
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], tokens[span.kind]]
        end = span.stop
    return "".join([*parts, text[end:]])


def count_by_kind(spans: Iterable[Span]) -> dict[str, int]:
    """kind -> how many."""
    return dict(sorted(Counter(span.kind for span in spans).items()))


def _places(kind: Kind, plain: str) -> Iterator[tuple[int, int]]:
    for pattern in kind.patterns:
        for match in pattern.finditer(plain):
            start, stop = match.span("it")
            before = plain[max(start - _BEFORE, 0) : start]
            allowed = not kind.unless.fullmatch(match["it"]) and not kind.unless_before.search(before)
            if allowed and kind.passes(match["it"]):
                yield start, stop


def _apart(found: Iterable[Span]) -> Iterator[Span]:
    """Spans that overlap become one, of the kind that was found first: no part of either stays to be seen."""
    rank = start = stop = -1
    kind = ""
    for number, span in sorted(enumerate(found), key=lambda each: (each[1].start, each[0])):
        if kind and span.start < stop:
            rank, kind = min((rank, kind), (number, span.kind))
            stop = max(stop, span.stop)
            continue
        if kind:
            yield Span(kind, start, stop)
        rank, kind, start, stop = number, span.kind, span.start, span.stop
    if kind:
        yield Span(kind, start, stop)
