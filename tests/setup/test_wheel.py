"""The wheel: holds the data beside the code, nothing of the workshop, and does the demo wherever it is installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from nianbao.store.embedded import EmbeddedServer

ROOT = Path(__file__).parents[2]
# Which code it is that runs, then the command.
DEMO = "import nianbao.cli.main as entry; print(entry.__file__, flush=True); entry.main()"
ROOMS = {"nianbao", "crawler", "extractors", "pipelines"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Built in a copy: setuptools writes beside the sources, and the checkout is being tested by others meanwhile.
    source = tmp_path_factory.mktemp("source") / "年 报"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, source)
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    done = subprocess.run([*build, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next((source / "dist").glob("nianbao-*.whl"))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    EmbeddedServer(tmp_path / "home").stop()
    cluster = (tmp_path / "home" / "postgres").resolve()
    if cluster.parent.name.startswith("nianbao-"):  # root's, outside a closed home
        shutil.rmtree(cluster.parent)


def test_holds_every_data_file_and_nothing_of_the_workshop(wheel: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    source = wheel.parents[1]
    wanted = {str(file.relative_to(source)) for room in ROOMS for file in (source / room).rglob("*") if file.is_file()}
    assert wanted - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == ROOMS
    assert {name.rsplit("/", 1)[1] for name in held if "/licenses/" in name} == {"LICENSE", "LICENSE-DATA"}


def test_does_the_demo_from_elsewhere(wheel: Path, home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", site, wheel], check=True)
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", DEMO, "demo"],
        env={**kept, "PYTHONPATH": str(site), "NIANBAO_HOME": str(home)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(site))
    assert "2025" in done.stdout
