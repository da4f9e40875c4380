"""Every word is there in both languages, and the marks are told apart by shape."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from nianbao.explorer.languages import LANGUAGES
from nianbao.explorer.marks import looks, marks, marks_of
from nianbao.explorer.wording import texts

PACKAGE = files("nianbao.explorer")
USED = re.compile(r"""\bt\(["']([a-z_]+\.[a-z0-9_]+)["'][,)]""")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", texts())
def test_a_text_is_in_both_languages_with_the_same_values(name: str) -> None:
    both = texts()[name]
    assert set(both) == set(LANGUAGES)
    assert all(text.strip() for text in both.values())
    assert fields(both["en"]) == fields(both["zh"])


def test_every_text_that_a_template_names_is_there() -> None:
    named = set()
    for template in PACKAGE.joinpath("templates").iterdir():
        named |= set(USED.findall(template.read_text("utf-8")))
    assert named
    assert named <= set(texts())


def test_marks_and_squares_are_told_apart_by_shape_and_word() -> None:
    drawn = PACKAGE.joinpath("templates", "marks.html").read_text("utf-8")
    every = [*marks().values(), *looks().values()]
    shapes = [each.shape for each in every]
    assert len(set(shapes)) == len(shapes)
    assert all(f'id="mark-{shape}"' in drawn for shape in shapes)
    figures = re.findall(r'<symbol id="mark-\w+" [^>]*>(.*?)</symbol>', drawn)
    assert len(set(figures)) == len(figures)
    for kind in (marks(), looks()):
        for language in LANGUAGES:
            said = [each.word[language] for each in kind.values()]
            assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("status", "value", "quality", "n", "expected"),
    [
        ("number", 41, "corroborated", None, ()),
        ("number", 0, "corroborated", 0, ("zero",)),
        ("number", 3, "unchecked", 3, ("small_n",)),
        ("number", 5, "source_conflict", None, ("conflict",)),
        ("number", 5, "reading_doubt", None, ("doubt",)),
        ("blank", None, "unchecked", None, ("blank",)),
        ("not_on_form", None, None, None, ("not_on_form",)),
        ("not_published", None, None, None, ("missing",)),
        ("held", None, None, None, ("missing",)),
        ("withheld", None, None, None, ("withheld",)),
    ],
)
def test_a_cell_has_the_marks_of_what_is_known_of_it(
    status: str, value: int | None, quality: str | None, n: int | None, expected: tuple[str, ...]
) -> None:
    assert marks_of(status, value, quality, n) == expected
