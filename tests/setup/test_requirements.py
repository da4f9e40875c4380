"""The pinned requirements: whole, hashed, and without a word of the machine they were made on."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "requirements" / "base.txt", ROOT / "requirements" / "dev.txt"]
PIN = re.compile(
    r"""^(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)
    (?P<marker>\ ;\ [^\\\n]+)?
    (?P<hashes>(?:\ ?\\\n\ {4}--hash=sha256:[0-9a-f]{64})*)""",
    re.M | re.X,
)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def pins(file: Path) -> dict[str, str]:
    """Name to version."""
    return {found["name"]: found["version"] for found in PIN.finditer(file.read_text("utf-8"))}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_pin_has_hashes(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("==") == len(pins(file))
    assert [found["name"] for found in PIN.finditer(text) if not found["hashes"]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_address_and_no_path_of_a_machine(file: Path) -> None:
    text = file.read_text("utf-8")
    assert re.findall(r"https?:|file://|--index|--extra-index|--find-links|/tmp|/home|/root", text) == []


def test_everything_the_project_asks_for_is_pinned_and_nothing_twice_differently() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {"base": project["project"]["dependencies"], "dev": project["project"]["optional-dependencies"]["dev"]}
    base, dev = (pins(file) for file in FILES)
    for held, wanted in ((base, [*asked["base"], *project["build-system"]["requires"]]), (dev, asked["dev"])):
        names = {re.sub(r"[._-]+", "-", found.group()).lower() for line in wanted if (found := NAME.match(line))}
        assert names - set(held) == set()
    assert {name for name in base if name in dev and dev[name] != base[name]} == set()
