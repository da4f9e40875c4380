"""The proof of coverage; it is small enough to be run whole."""

import json

from nianbao.domain.report import PublisherKind
from proofs.coverage.__main__ import ANSWERS, FILES, PAGE, RESULT, Opening, matrix, on_page, openings, prove


def test_every_coded_opening_is_read_as_the_person_reads_it() -> None:
    result = prove()
    assert result["all"]["openings"] >= 200
    assert result["all"]["wrong"] == []


def test_openings_are_spread_over_answers_and_kinds_and_none_comes_twice() -> None:
    coded = [one for file in FILES for one in openings(file)]
    assert {one.answer for one in coded} == set(ANSWERS)
    assert {one.kind for one in coded} == set(PublisherKind)
    assert len({(one.kind, one.text) for one in coded}) == len(coded)
    assert min(sum(one.answer == answer for one in coded) for answer in ANSWERS) >= 20


def test_the_proof_sees_a_wrong_answer() -> None:
    wrong = Opening("made", PublisherKind.DEPARTMENT, "示例县教育局", "aggregate", "我局收到申请3件。")
    told = matrix([wrong])
    assert (told["right"], told["matrix"]["aggregate"]["own"]) == (0, 1)
    assert told["wrong"][0]["evidence"] == "我局收到申请3件"


def test_page_and_file_show_what_comes_out() -> None:
    result = prove()
    page = PAGE.read_text("utf-8")
    assert on_page(page, result) == page
    told = json.loads(RESULT.read_text("utf-8"))
    assert told["all"]["matrix"] == result["all"]["matrix"]
