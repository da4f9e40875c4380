"""Tables in running text: stretches of nothing but a table's words and numbers, one behind the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from extractors.runs.packed import Packed
from extractors.runs.vocabulary import captions, column_names, heads_of_labels, row_names, units, words_of
from nianbao.domain.labels import label_form

# A report has some hundred words of its tables; a text with more than this is no report.
MOST_WORDS = 20_000
# Between two words of a table stand numbers, or nothing; no letters, and no more than this.
_GAP = re.compile(r"(?:[^\w\s]|\d){0,80}")
_LAST = re.compile(r"\d(?:[\d.,]*\d)?(?:[万亿]?元)?|[-/—]{1,3}|")
# What follows the last number says that its digits belong to a sentence or a date.
_GOES_ON = re.compile(r"[年月日件条项个次份篇人%％‰]")
_LEAST_ROWS = {"t2": 2, "t3": 8, "t4": 1, "annex": 5}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the table at [start, end) of the packed text, and where the numbers behind it end."""

    start: int
    end: int
    numbers_end: int
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A table of running text: its words in reading order."""

    kind: str
    words: tuple[Word, ...]

    @property
    def stretch(self) -> tuple[int, int]:
        """Where it stands in the packed text."""
        return self.words[0].start, self.words[-1].numbers_end


def chains_of(kind: str, whole: Packed) -> Iterator[Chain]:
    """Every stretch that is a table of that kind: enough of its rows, and heads or captions that prose has not."""
    words: list[Word] = []
    for match in islice(words_of(kind).finditer(whole.text), MOST_WORDS):
        word = Word(match.start(), match.end(), match.end(), label_form(match[0]))
        if words and not _GAP.fullmatch(whole.text, words[-1].end, word.start):
            yield from _ended(kind, words, whole)
            words = []
        if words:
            last = words[-1]
            words[-1] = Word(last.start, last.end, word.start, last.name)
        words.append(word)
    yield from _ended(kind, words, whole)


def _ended(kind: str, words: list[Word], whole: Packed) -> Iterator[Chain]:
    """The chain with its last number, unless that is a sentence's, or it is no table."""
    if not words:
        return
    last = words[-1]
    match = _LAST.match(whole.text, last.end)
    end = match.end() if match and not _GOES_ON.match(whole.text, match.end()) else last.end
    chain = Chain(kind, (*words[:-1], Word(last.start, last.end, end, last.name)))
    if _is_table(chain):
        yield chain


def _is_table(chain: Chain) -> bool:
    names = [word.name for word in chain.words]
    match chain.kind:
        case "t4":
            return sum(name in column_names("t4") for name in names) >= 5 and bool(_numbered(chain))
        case "t2":
            headed = not captions("t2").isdisjoint(names)
        case "annex":
            headed = any(name in heads_of_labels() for name in names)
        case _:
            headed = True
    return headed and len(_numbered(chain) & row_names(chain.kind)) >= _LEAST_ROWS[chain.kind]


def _numbered(chain: Chain) -> set[str]:
    """The words with numbers behind them; in an annex the unit of a row may stand between."""
    behind = {word.name for word in chain.words if word.numbers_end > word.end}
    if chain.kind != "annex":
        return behind
    return behind | {
        word.name for word, unit in pairwise(chain.words) if unit.name in units() and unit.numbers_end > unit.end
    }
