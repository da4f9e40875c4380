"""The crosswalk adds up: every outcome of every form in one class, all classes together the printed total."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.domain.crosswalk import Grade, Partition, crosswalk
from nianbao.domain.forms import Form, forms

SAMPLE = Path(__file__).parents[2] / "sample" / "figures"
# 平潭's report for 2020 prints a total that its outcomes do not add to: a published error, not ours.
RESIDUALS = {"pingtan_2020": -6}


def leaves(form: Form, total: str) -> Iterator[str]:
    """The outcomes below a total, as the identities of the form divide it, down to what is not divided further."""
    for identity in form.identities:
        if [term.key for term in identity.left] == [total] and identity.relation == "==" and _is_outcome(identity.rule):
            for term in identity.right:
                yield from leaves(form, term.key) if any(_divides(form, term.key)) else [term.key]


def _is_outcome(rule: str) -> bool:
    return rule in ("T3.SUM", "A.REP", "A.REF", "B.REP", "B.DEN")


def _divides(form: Form, key: str) -> Iterator[bool]:
    return (i.left[0].key == key for i in form.identities if len(i.left) == 1 and _is_outcome(i.rule))


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_outcome_belongs_to_exactly_one_class(name: str) -> None:
    """The figures of the partition are those that the form's own identities add to its total, each once."""
    partition = crosswalk().partitions[name]
    keys = [share.key for share in partition.shares]
    assert sorted(keys) == sorted(leaves(forms()[name], partition.total))
    assert len(keys) == len(set(keys))
    assert {share.coefficient for share in partition.shares} == {1}


def test_every_figure_named_is_one_of_its_form() -> None:
    """Full keys, in classes and series alike; every class is used."""
    shares = [s for p in crosswalk().partitions.values() for s in p.shares]
    for share in shares + [s for series in crosswalk().series.values() for s in series.shares]:
        assert share.key in {indicator.key for indicator in forms()[share.form].indicators}, share
    assert {share.belongs_to for share in shares} == set(crosswalk().classes)


def test_grades_and_caveats() -> None:
    """A break or a caveat is never without its reason; exemptions by an unknown local number are a break."""
    shares = [s for p in crosswalk().partitions.values() for s in p.shares]
    shares += [s for series in crosswalk().series.values() for s in series.shares]
    assert all(share.caveat for share in shares if share.grade is not Grade.A)
    for row in forms()["sh_family_2008"].tables["annex"].grids[0].rows:
        if row.meaning == "unknown":
            (share,) = [s for s in crosswalk().partitions["sh_family_2008"].shares if s.key == row.key]
            assert (share.belongs_to, share.grade) == ("exemption_refusal", Grade.C)


def _published() -> list[Path]:
    return sorted(SAMPLE.glob("*.json"))


def _partition(keys: set[str]) -> Partition:
    """The partition whose figures are all there; those of Fujian's annexes differ in their rows."""
    fits = [p for p in crosswalk().partitions.values() if {p.total, *(s.key for s in p.shares)} <= keys]
    return max(fits, key=lambda partition: len(partition.shares))


@pytest.mark.parametrize("path", _published(), ids=lambda path: path.stem)
def test_the_classes_add_to_the_published_total(path: Path) -> None:
    """On the published figures of the sample, which are those of the seeds; the residual is the published one."""
    answer = json.loads(path.read_text(encoding="utf-8"))
    values = {key: Decimal(str(value)) for key, value in answer["figures"].items()}
    partition = _partition(set(values) | set(answer["unreadable"]))
    assert partition.residual(values) == RESIDUALS.get(path.stem, 0)


def test_the_narrow_variant_and_a_residual() -> None:
    """Nine replies coded twelve times: the residual is shown; without 已主动公开 the grants are fewer."""
    partition = crosswalk().partitions["national_2014"]
    values: dict[str, Decimal | None] = {share.key: Decimal(0) for share in partition.shares}
    values |= {"b.reply_already_public": Decimal(7), "b.reply_granted": Decimal(5), "b.reply_total": Decimal(9)}
    assert partition.residual(values) == -3
    assert partition.classes(values)["full_grant"] == 12
    assert partition.classes(values, broad=False)["full_grant"] == 5


def test_a_figure_without_a_value_leaves_its_class_open() -> None:
    """Never zero for what is not known."""
    partition = crosswalk().partitions["national_2021"]
    values: dict[str, Decimal | None] = {share.key: Decimal(1) for share in partition.shares}
    values |= {"t3.unable.not_held.total": None, partition.total: Decimal(21)}
    assert partition.classes(values)["not_available"] is None
    assert partition.classes(values)["repeat_or_excessive"] == 2
    assert partition.residual(values) is None
