"""From the stream to phrases: labels, then what is printed behind them up to the next label or the end of a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.flow.tokens import Kind, Token


@dataclass(slots=True)
class Phrase:
    """`labels` as they follow each other, the last one next to `cells`; either may be empty."""

    labels: list[Token] = field(default_factory=list)
    cells: list[Token] = field(default_factory=list)

    @property
    def label(self) -> Token | None:
        """The label that the cells stand behind."""
        return self.labels[-1] if self.labels else None


def phrases_of(tokens: Iterable[Token]) -> Iterator[Phrase]:
    """The phrases in order. Labels wait for their cells over the end of a line; cells do not wait for more."""
    phrase = Phrase()
    for token in tokens:
        if token.kind is Kind.LABEL:
            if phrase.cells:
                yield phrase
                phrase = Phrase()
            phrase.labels.append(token)
        else:
            phrase.cells.append(token)
        if token.ends and phrase.cells:
            yield phrase
            phrase = Phrase()
    if phrase.labels or phrase.cells:
        yield phrase
