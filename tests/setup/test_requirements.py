"""The pinned requirements: whole, hashed, and without a word of the machine they were made on."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "requirements" / f"{name}.txt" for name in ("base", "dev", "production")]
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
    extras = project["project"]["optional-dependencies"]
    asked = {"base": project["project"]["dependencies"], "dev": extras["dev"]}
    served = [line for name, lines in extras.items() if name != "dev" for line in (*lines, *asked["base"])]
    base, dev, production = (pins(file) for file in FILES)
    for held, wanted in (
        (base, [*asked["base"], *project["build-system"]["requires"]]),
        (dev, asked["dev"]),
        (production, served),
    ):
        names = {re.sub(r"[._-]+", "-", found.group()).lower() for line in wanted if (found := NAME.match(line))}
        assert names - set(held) == set()
    for other in (dev, production):
        assert {name for name in base if name in other and other[name] != base[name]} == set()
    assert {name for name, version in production.items() if dev[name] != version} == set()
