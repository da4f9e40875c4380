"""The proof of masking at a small size; `make proof-masking` runs it at full size."""

import ast
from pathlib import Path

from nianbao.domain.personal import Span
from proofs import personal_sentences
from proofs.masking import not_as_promised, outcome, prove
from proofs.personal_sentences import Planted, Sentence


def test_made_sentences_are_masked_and_nothing_else_is() -> None:
    result = prove(each=30, seed=7, shared=None)
    assert result["made"]["sentences"] == 360
    assert len(result["made"]["kinds"]) == 12
    assert not_as_promised(result) == []


def test_real_reports_show_no_contact_and_every_figure(shared: Path) -> None:
    result = prove(each=1, seed=7, shared=shared)
    assert sum(report["cells"] for report in result["published"].values()) > 1000
    assert not_as_promised(result) == []


def test_the_proof_sees_what_is_missed_and_what_is_masked_beside_it() -> None:
    sentence = Sentence("mobile", "手机15400001234。", (Planted("mobile", 2, 13),))
    assert outcome(sentence, [Span("mobile", 2, 13)]) == ({"mobile": 1}, {"mobile": 1}, False)
    assert outcome(sentence, [Span("mobile", 2, 12)]) == ({"mobile": 1}, {"mobile": 0}, False)
    assert outcome(sentence, [Span("mobile", 1, 13)])[2]


def test_broken_promises_are_named() -> None:
    result = prove(each=1, seed=7, shared=None)
    result["made"]["pieces"]["email"] = {"planted": 100, "masked": 98}
    result["plain"]["masked"] = 1
    result["published"] = {"x": {"masked": {"phone": 1}, "by_eye": {}, "cells_masked": 1, "figures_changed": False}}
    assert len(not_as_promised(result)) == 4


def test_the_generator_knows_nothing_of_the_patterns() -> None:
    tree = ast.parse(Path(personal_sentences.__file__).read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not any(str(module).startswith(("nianbao", "extractors", "conformance")) for module in modules)
