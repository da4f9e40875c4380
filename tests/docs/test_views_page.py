"""docs/views.md and docs/cookbook.md: their queries, asked by the reader role, answer what the pages say."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, text

from nianbao.store.views import NAMED
from nianbao.store.views.panel import PANELS

if TYPE_CHECKING:
    from tests.docs.conftest import Page, SampleDatabase

PAGES = ("docs/views.md", "docs/cookbook.md")
QUESTION = re.compile(r"^### (\d+)\. ", re.MULTILINE)
FILES = "docs/cookbook_files.md"
IN_R = re.compile(r"^## (\d+)\. ([^\n]*)\n\n```r\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# Those of the schema that whoever reads may call, with the names of what they are given.
FUNCTIONS = """
SELECT proname, proargnames[1:pronargs]
FROM pg_proc
WHERE pronamespace = 'pub'::regnamespace AND prokind = 'f'
"""
EXAMPLE = re.compile(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def examples(page: "Callable[[str], Page]") -> list[tuple[str, str]]:
    """Query and answer."""
    found = []
    for written in map(page, PAGES):
        answered = EXAMPLE.findall(written.text)
        assert len(answered) == len(written.blocks("sql")) > 0, "a query without an answer behind it"
        found += answered
    return found


def test_every_view_is_told(page: "Callable[[str], Page]") -> None:
    told = page("docs/views.md").first_cells("Views")
    assert sorted(told) == sorted((*NAMED, *PANELS))


def test_every_function_is_told_with_its_parameters(
    page: "Callable[[str], Page]", database: tuple[str, Engine]
) -> None:
    with database[1].connect() as connection:
        made = {f"{name}({', '.join(given)})" for name, given in connection.execute(text(FUNCTIONS))}
    assert made == set(page("docs/views.md").first_cells("As of a moment, or of a release"))


def test_all_thirty_questions_are_asked_each_with_its_caution(page: "Callable[[str], Page]") -> None:
    text = page("docs/cookbook.md").text
    assert [int(number) for number in QUESTION.findall(text)] == list(range(1, 31))
    for part in QUESTION.split(text)[2::2]:
        caution = part.rpartition("```\n")[2].partition("\n## ")[0]
        assert len(caution.strip()) > 40, part


def test_every_example_answers_as_written(examples: list[tuple[str, str]], sample_database: "SampleDatabase") -> None:
    for query, answer in examples:
        done = sample_database.ask(query)
        printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
        assert (printed, done.stderr) == (answer, ""), query


@pytest.fixture(scope="module")
def exported(
    page: "Callable[[str], Page]", sample_database: "SampleDatabase", tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The files that the page's own command writes, out of the sample."""
    (command,) = page(FILES).blocks("sh")
    words = command.split()
    assert words[:4] == ["nianbao", "--sample", "export", "nianbao-data"]
    folder = tmp_path_factory.mktemp("exported") / words[3]
    done = sample_database.nianbao("export", str(folder), *words[4:])
    assert done.returncode == 0, done.stderr
    return folder


def test_the_files_answer_as_written_in_r(page: "Callable[[str], Page]", exported: Path, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("no R here")
    written = page(FILES)
    first, *blocks = written.blocks("r")
    asked = IN_R.findall(written.text)
    assert [code for _, _, code, _ in asked] == blocks != []
    script = tmp_path / "asked.R"
    script.write_text(first + "".join(f'writeLines("@ {number}")\n{code}' for number, _, code, _ in asked), "utf-8")
    done = subprocess.run(["Rscript", str(script)], cwd=exported, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    assert printed == "".join(f"@ {number}\n{answer}" for number, _, _, answer in asked)
    questions = page("docs/cookbook.md").text
    assert all(f"### {number}. {question}\n" in questions for number, question, _, _ in asked)
