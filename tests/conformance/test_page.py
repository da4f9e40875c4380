"""The page on accuracy shows what the proof counted, and says of the field audit that it is not done."""

import json
from collections import Counter
from pathlib import Path

import pytest

from conformance.run import Outcome
from conformance.table import table_of, with_table

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_shows_the_proof() -> None:
    """The table of our reader is that of docs/proofs/conformance.json, to the last digit."""
    proof = json.loads((DOCS / "proofs" / "conformance.json").read_text(encoding="utf-8"))
    outcome = Outcome({group: Counter(counts) for group, counts in proof["groups"].items()}, {}, proof["documents"])
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    assert proof["documents"] >= 1000
    assert with_table(page, outcome, proof["reader"]) == page
    assert dict(outcome.total()) == proof["total"]


def test_the_field_audit_is_not_claimed() -> None:
    """Conformance and field accuracy are two tables; the second is empty."""
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    assert "## Field audit: not yet done" in page


def test_a_page_without_marks_is_refused() -> None:
    """A table is put where the page has a place for it, and nowhere else."""
    with pytest.raises(ValueError, match="no marks"):
        with_table("# A page\n", Outcome(), "nianbao")
    assert table_of(Outcome()) in with_table("<!-- x -->\nold\n<!-- end of x -->", Outcome(), "x")
