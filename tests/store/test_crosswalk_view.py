"""The crosswalk in the database: a partition in every form, beside a codebook that says how labels are known."""

import pytest
from sqlalchemy import Engine, text

from nianbao.domain.crosswalk import crosswalk
from nianbao.domain.forms import forms

TWICE = """
SELECT form, key FROM pub.crosswalk WHERE kind = 'class' GROUP BY form, key HAVING count(*) > 1
"""
UNKNOWN = """
SELECT crosswalk.form, crosswalk.key FROM pub.crosswalk
LEFT JOIN pub.codebook ON codebook.key = crosswalk.key AND crosswalk.form = ANY (codebook.forms)
WHERE codebook.key IS NULL
"""


@pytest.mark.parametrize("query", [TWICE, UNKNOWN], ids=["twice", "unknown"])
def test_no_figure_is_in_two_classes_or_on_no_form(database: tuple[str, Engine], query: str) -> None:
    """Asked of the database, as a researcher would."""
    with database[1].connect() as connection:
        assert connection.execute(text(query)).all() == []


def test_every_share_is_there(database: tuple[str, Engine]) -> None:
    """All seven forms, with the grades and coefficients of the data files."""
    with database[1].connect() as connection:
        rows = connection.execute(text("SELECT form, key, coefficient, grade FROM pub.crosswalk WHERE kind = 'class'"))
        held = {tuple(row) for row in rows}
    shares = [share for partition in crosswalk().partitions.values() for share in partition.shares]
    assert held == {(share.form, share.key, share.coefficient, str(share.grade)) for share in shares}
    assert {form for form, *_ in held} == set(forms())


def test_labels_say_how_they_are_known(database: tuple[str, Engine]) -> None:
    """Those of the national form are read from published tables; some of the annex of 2014 are recalled."""
    with database[1].connect() as connection:
        rows = connection.execute(text("SELECT DISTINCT split_part(key, '.', 1), evidence FROM pub.codebook"))
        known = {tuple(row) for row in rows}
    assert {evidence for table, evidence in known if table in ("t3", "t4")} == {"seen"}
    assert ("b", "recalled") in known
