"""`make proof-masking`: personal data planted in made sentences, and what of it is masked; the counts as JSON.

Also what is masked where nothing is personal: in sentences full of numbers, and in the reports of `../shared`, whose
contacts were found by eye. Run from the root of the checkout.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from extractors import extract, read
from nianbao.checks import weigh
from nianbao.domain.personal import Span, count_by_kind, find_spans, masked_report
from proofs.checkout import commit
from proofs.personal_sentences import Sentence, kinds_of_sentences, plain_sentences, sentences

RESULT = Path("docs") / "proofs" / "masking.json"
SHARED = Path("..") / "shared"
# Contacts of the offices that printed them, by eye; no other number, code or date of these reports is one.
BY_EYE: Mapping[str, Mapping[str, int]] = {
    "seeds/jiulongpo_2022.txt": {},
    "seeds/liuyang_2023.txt": {"email": 1, "phone": 1},
    "seeds/minhang_2023.txt": {"email": 1, "phone": 1},
    "seeds/putuo_zhoushan_2020.txt": {"email": 1, "fax": 1},
    "seeds/simao_2023.txt": {},
    "samples/hongze_2024.pdf": {"phone": 1},
    "samples/pingtan_2011_excerpt.txt": {},
    "samples/pingtan_2014_excerpt.txt": {},
    "samples/pingtan_2021_excerpt.txt": {},
    "samples/shuyang_2025_ocr.md": {},
    "samples/shuyang_fgj_2023.html": {"phone": 1},
}
# Least share of the pieces of a kind that must be masked (issue 4).
FLOORS = {"mobile": 0.99, "identity": 0.99, "email": 0.99}


def outcome(sentence: Sentence, spans: Iterable[Span]) -> tuple[Counter[str], Counter[str], bool]:
    """Pieces planted and pieces masked whole, both by kind, and whether a letter or digit beside them is masked."""
    hidden = {place for span in spans for place in range(span.start, span.stop)}
    planted, masked, ours = Counter[str](), Counter[str](), set[int]()
    for piece in sentence.planted:
        places = set(range(piece.start, piece.stop))
        planted[piece.kind] += 1
        masked[piece.kind] += places <= hidden
        ours |= places
    return planted, masked, any(sentence.text[place].isalnum() for place in hidden - ours)


def made(random: Random, each: int) -> dict[str, Any]:
    """Sentences of every kind: pieces planted and masked, and the sentences in which something went wrong."""
    planted, masked = Counter[str](), Counter[str]()
    by_sentence, wrong, beside = Counter[str](), [], 0
    for sentence in sentences(random, each):
        there, hidden, more = outcome(sentence, find_spans(sentence.text))
        planted.update(there)
        masked.update(hidden)
        by_sentence[sentence.kind] += there == hidden
        beside += more
        if there != hidden or more:
            wrong.append(sentence.text)
    return {
        "sentences": each * len(kinds_of_sentences()),
        "kinds": {kind: {"sentences": each, "masked_whole": by_sentence[kind]} for kind in kinds_of_sentences()},
        "pieces": {kind: {"planted": n, "masked": masked[kind]} for kind, n in sorted(planted.items())},
        "sentences_with_more_masked": beside,
        "wrong": wrong,
    }


def plain(random: Random, each: int) -> dict[str, Any]:
    """Sentences without anything personal, and those in which something is masked."""
    shown = list(plain_sentences(random, each))
    masked = [sentence.text for sentence in shown if find_spans(sentence.text)]
    return {"sentences": len(shown), "masked": len(masked), "wrong": masked}


def published(shared: Path) -> dict[str, Any]:
    """What is masked in real reports: by kind in the prose, and in how many cells of their tables."""
    told = {}
    for name, by_eye in BY_EYE.items():
        document = read((shared / name).read_bytes())
        prose = [block.text for block in document.blocks if hasattr(block, "text")]
        cells = [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
        report = weigh(extract(document))
        told[name] = {
            "by_eye": dict(by_eye),
            "masked": count_by_kind(span for text in prose for span in find_spans(text)),
            "cells": len(cells),
            "cells_masked": sum(bool(find_spans(text)) for text in cells),
            "figures_changed": report.figures != masked_report(report).figures,
        }
    return told


def prove(each: int, seed: int, shared: Path | None) -> dict[str, Any]:
    """The counts; `shared`: the folder of real reports, null where it is not there."""
    random = Random(seed)  # noqa: S311  # no secret: the same sentences again from the same seed
    result = {"made": made(random, each), "plain": plain(random, each)}
    return {**result, "published": published(shared) if shared else None}


def not_as_promised(result: Mapping[str, Any]) -> list[str]:
    """What the counts show that must not be, in words."""
    pieces = result["made"]["pieces"]
    reports = result["published"] or {}
    return [
        *(
            f"{kind}: {pieces[kind]['masked']} of {pieces[kind]['planted']} masked"
            for kind, floor in FLOORS.items()
            if pieces[kind]["masked"] < floor * pieces[kind]["planted"]
        ),
        *(["something is masked where nothing is personal"] if result["plain"]["masked"] else []),
        *(f"{name}: other contacts than by eye" for name, n in reports.items() if n["masked"] != n["by_eye"]),
        *(f"{name}: cells" for name, n in reports.items() if n["cells_masked"] or n["figures_changed"]),
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=20260401)
    asked.add_argument("--each", type=int, default=1000, help="sentences of each kind")
    words = asked.parse_args()
    begin = time.monotonic()
    result = prove(words.each, words.seed, SHARED if SHARED.is_dir() else None)
    told = {**result, "seed": words.seed, "commit": commit(), "seconds": round(time.monotonic() - begin)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    wrong = not_as_promised(result)
    print(
        f"{told['made']['sentences']} sentences, {len(wrong)} faults, {told['seconds']} s: {RESULT}", *wrong, sep="\n"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
