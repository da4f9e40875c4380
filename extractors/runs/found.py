"""The tables of a text's prose, taken out of it: what is left is prose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractors.documents.document import Paragraph
from extractors.layout.segments import Segment
from extractors.runs.chains import chains_of
from extractors.runs.lines import annex_segment, segment_of
from extractors.runs.packed import packed, without
from extractors.runs.table4 import Outcomes, outcomes_of
from extractors.runs.vocabulary import KINDS
from nianbao.domain.report import TextCell

# The longest reports have some hundred thousand.
MOST_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class RunningTables:
    """Tables 2 and 3 as segments, table 4 as its words and numbers, and the prose around them."""

    segments: Mapping[str, Sequence[Segment]]
    outcomes: Outcomes | None
    prose: tuple[str, ...]


def running_tables(paragraphs: Sequence[Paragraph], there: Collection[str]) -> RunningTables:
    """The tables that stand in running text; `there` are those that the document has as tables: not looked for.

    Only text files are searched: in other formats a paragraph is no table that lost its cells.
    """
    wanted = [kind for kind in KINDS if kind not in there]
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    if (
        not wanted
        or characters > MOST_CHARACTERS
        or not all(isinstance(paragraph.where, TextCell) for paragraph in paragraphs)
    ):
        return RunningTables({}, None, tuple(paragraph.text for paragraph in paragraphs))
    whole = packed(paragraphs)
    chains = [chain for kind in wanted for chain in chains_of(kind, whole)]
    segments: dict[str, list[Segment]] = {}
    fourth = [outcomes_of(chain, whole) for chain in chains if chain.kind == "t4"]
    for chain in chains:
        if chain.kind != "t4":
            read = annex_segment if chain.kind == "annex" else segment_of
            segments.setdefault(chain.kind, []).append(read(chain, whole))
    outcomes = fourth[0].also(fourth[1:]) if fourth else None
    return RunningTables(segments, outcomes, tuple(without(whole, [chain.stretch for chain in chains])))
