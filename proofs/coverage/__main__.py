"""`make proof-coverage`: openings of reports coded by hand beside what the rule says of them, as a confusion matrix.

Run from the root of the checkout. Writes `docs/proofs/coverage.json` and the matrix on `docs/coverage.md`.
"""

import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.domain.coverage import decide_coverage
from nianbao.domain.report import PublisherKind
from proofs.checkout import commit

HERE = Path(__file__).parent
RESULT = Path("docs") / "proofs" / "coverage.json"
PAGE = Path("docs") / "coverage.md"
FILES = ("openings.toml", "openings_later.toml")
ANSWERS = ("aggregate", "own", "unclear")


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening with the answer of the person who wrote and coded it."""

    group: str
    kind: PublisherKind
    publisher: str
    answer: str
    text: str


def openings(file: str) -> Iterator[Opening]:
    """The openings of a file."""
    for group in _data(file)["group"]:
        for text in group["texts"]:
            kind = PublisherKind(group["kind"])
            yield Opening(group["name"], kind, group["publisher"], group["answer"], text)


def matrix(coded: Sequence[Opening]) -> dict[str, Any]:
    """Coded answer -> what the rule says -> how many; and every opening on which they differ, with the evidence."""
    said = [decide_coverage(one.kind, one.text, one.publisher) for one in coded]
    counted = Counter((one.answer, str(answer)) for one, (answer, _) in zip(coded, said, strict=True))
    wrong = [
        {"group": one.group, "text": one.text, "coded": one.answer, "said": str(answer), "evidence": evidence}
        for one, (answer, evidence) in zip(coded, said, strict=True)
        if one.answer != answer
    ]
    table = {coded: {answer: counted[coded, answer] for answer in ANSWERS} for coded in ANSWERS}
    return {"openings": len(coded), "right": len(coded) - len(wrong), "matrix": table, "wrong": wrong}


def prove() -> dict[str, Any]:
    """The matrix of each file, with what its first run came to, and of all."""
    coded = {file: tuple(openings(file)) for file in FILES}
    told = {file: {**matrix(found), "first_run": _data(file)["first_run"]} for file, found in coded.items()}
    every = [one for found in coded.values() for one in found]
    by_group = Counter(one.group for one in every)
    return {"all": matrix(every), "groups": dict(by_group), **told}


def table_lines(result: Mapping[str, Any]) -> str:
    """The matrix of all openings in Markdown, coded answers down."""
    head = ["| coded by hand | " + " | ".join(f"rule: {answer}" for answer in ANSWERS) + " |", "|---|--:|--:|--:|"]
    table = result["all"]["matrix"]
    return "\n".join(
        [*head, *(f"| {one} | " + " | ".join(str(table[one][answer]) for answer in ANSWERS) + " |" for one in ANSWERS)]
    )


def on_page(page: str, result: Mapping[str, Any]) -> str:
    """The page with the matrix in the place of the one that stands there."""
    return re.sub(r"\| coded by hand \|[^\n]*(?:\n\|[^\n]*)*", table_lines(result), page, count=1)


def _data(file: str) -> dict[str, Any]:
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))


def main() -> None:
    begin = time.monotonic()
    result = prove()
    told = {**result, "commit": commit(), "seconds": round(time.monotonic() - begin, 1)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(on_page(PAGE.read_text("utf-8"), result), encoding="utf-8")
    wrong = result["all"]["wrong"]
    print(
        f"{result['all']['openings']} openings, {len(wrong)} wrong: {RESULT}", *(one["text"] for one in wrong), sep="\n"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
