"""What the codebook states of figures: every pattern meets one, each field once, both languages together."""

from fnmatch import fnmatchcase

from nianbao.domain.codebook import patterns, told_of
from nianbao.domain.forms import forms

KEYS = {indicator.key for form in forms().values() for indicator in form.indicators}


def test_every_pattern_meets_a_figure() -> None:
    assert [pattern for pattern in patterns() if not any(fnmatchcase(key, pattern) for key in KEYS)] == []


def test_every_figure_is_measured_and_defined_in_both_languages_or_in_none() -> None:
    told = {key: told_of(key) for key in KEYS}
    assert [key for key, said in told.items() if said.measure is None] == []
    assert [key for key, said in told.items() if (said.definition_zh is None) != (said.definition_en is None)] == []
    assert [key for key in KEYS if key.startswith(("t2.", "t3.", "t4.")) and told[key].definition_en is None] == []


def test_the_grounds_of_table_3_are_those_of_the_regulations() -> None:
    grounds = {key: told_of(key).ground_class for key in KEYS if key.startswith("t3.denied.") and key.endswith("total")}
    assert grounds == {
        "t3.denied.state_secret.total": "mandatory",
        "t3.denied.prohibited_by_law.total": "mandatory",
        "t3.denied.security_stability.total": "mandatory",
        "t3.denied.third_party_rights.total": "third_party",
        "t3.denied.internal_affairs.total": "discretionary",
        "t3.denied.process_information.total": "discretionary",
        "t3.denied.enforcement_case_file.total": "discretionary",
        "t3.denied.registry_inquiry.total": "redirected",
    }
