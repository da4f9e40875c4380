"""The proof of titles at a small size; `make proof-titles` runs it at full size."""

import ast
from random import Random

from proofs.titles import making
from proofs.titles.__main__ import faults, prove
from proofs.titles.making import Made, Other, made_others, made_titles, other_kinds, wording
from proofs.titles.scoring import answers, score_others


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # no secret


def test_made_titles_are_read_right_and_no_other_paper_is_taken_for_a_report() -> None:
    result = prove(titles=2000, others=9, seed=11)
    assert faults(result) == []
    assert result["reports"]["titles"] == 2000
    assert result["others"]["papers"] == 9 * len(other_kinds())


def test_there_are_forty_kinds_of_other_papers_and_every_variant_comes() -> None:
    assert len(other_kinds()) >= 40
    made = list(made_titles(seeded(3), 3000))
    assert {one.features[0] for one in made} == {form["name"] for form in wording()["form"]}
    assert {one.features[1] for one in made} == {manner["name"] for manner in wording()["year"]}
    assert {one.kind for one in made} == {organ["kind"] for organ in wording()["organ"]}
    assert len({one.publisher for one in made}) > 2000


def test_made_again_from_a_seed_they_are_the_same() -> None:
    assert list(made_titles(seeded(5), 50)) == list(made_titles(seeded(5), 50))
    assert list(made_others(seeded(5), 3)) == list(made_others(seeded(5), 3))


def test_the_proof_sees_a_wrong_answer() -> None:
    right = Made(
        "丙县2020年政府信息公开年报", "丙县", 2020, "government", "general_government", "", "丙县", ("", "", "")
    )
    told = answers(right)
    assert (told["accepted"], told["publisher"], told["year"], told["region"]) == (True, True, True, False)
    wrong = Made("乙县2019年政府信息公开年报", "丙县", 2020, "department", "education", "", "丙县", ("", "", ""))
    assert answers(wrong) == dict.fromkeys(answers(wrong), False) | {"accepted": True}
    assert answers(Made("一览", "", None, "", "", "", "", ("", "", ""))) == {"accepted": False}
    taken = score_others([Other("一览", "index")], is_report=lambda text: text)
    assert taken["taken_for_a_report"] == [{"kind": "index", "text": "一览"}]


def test_broken_promises_are_named() -> None:
    result = prove(titles=20, others=1, seed=11)
    result["reports"]["right"]["year"] -= 1
    result["others"]["taken_for_a_report"] = [{"kind": "index", "text": "一览"}]
    assert len(faults(result)) == 2


def test_the_generator_knows_nothing_of_the_rule() -> None:
    tree = ast.parse((making.HERE / "making.py").read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not any(str(module).startswith(("nianbao", "extractors", "crawler", "pipelines")) for module in modules)
