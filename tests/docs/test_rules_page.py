"""docs/rules.md tells every rule that can leave a finding, as the forms' data have it, and no other."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nianbao.domain.comparisons import comparison_rules
from nianbao.domain.forms import CellRule, Identity, forms
from nianbao.domain.prose_rules import prose_rules
from nianbao.domain.report import FindingClass, Severity

if TYPE_CHECKING:
    from tests.docs.conftest import Page

NAME = re.compile(r"[\"']([A-Z][A-Z0-9]*\.[A-Z][A-Z_]+)[\"']")
WEIGHING = ("extractors", "nianbao/checks", "nianbao/store/views", "pipelines")


def of_forms() -> Iterator[tuple[str, Identity | CellRule]]:
    for form in forms().values():
        for identity in (*form.identities, *form.series):
            yield form.name, identity
        for rule in (*form.counts, *form.zero_unless, *form.cumulative):
            yield form.name, rule


def in_code(root: Path) -> Iterator[str]:
    for room in WEIGHING:
        for file in [*(root / room).rglob("*.py"), *(root / room).rglob("*.sql")]:
            yield from NAME.findall(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def told(page: "Callable[[str], Page]") -> dict[str, str]:
    """Text by rule."""
    sections = page("docs/rules.md").sections()
    return {title.strip("`"): text for title, text in sections.items() if title.startswith("`")}


def test_every_rule_is_told_and_no_other(root: Path, told: dict[str, str]) -> None:
    of_data = {rule.rule for _, rule in of_forms()} | {rule.rule for rule in prose_rules()} | set(comparison_rules())
    known = of_data | set(in_code(root))
    assert set(told) == known


def test_every_rule_has_severity_class_and_words(told: dict[str, str]) -> None:
    severities, classes = "|".join(Severity), "|".join(FindingClass)
    shape = re.compile(rf"### .*\n\n(?:{severities}) · (?:{classes})(?: · [^\n]+)?\n\n.+[.:]\s*$", re.DOTALL)
    assert [rule for rule, text in told.items() if not shape.fullmatch(text.rstrip() + "\n")] == []


def test_rules_of_forms_are_told_as_the_data_have_them(told: dict[str, str]) -> None:
    places: dict[str, list[str]] = {}
    for form, rule in of_forms():
        if form not in places.setdefault(rule.rule, []):
            places[rule.rule].append(form)
    for _, rule in of_forms():
        named = " ".join(f"`{form}`" for form in places[rule.rule])
        head = f"{rule.severity} · {rule.finding_class} · {named}\n\n    {rule.expr}\n"
        assert head in told[rule.rule], rule.rule
