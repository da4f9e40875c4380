"""docker-compose.yml: its shape, and every service's command with its environment, run against a real Postgres."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from ruamel.yaml import YAML

from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.embedded_binaries import programs

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}")
ENTERED = "only-for-this-test"


@pytest.fixture(scope="module")
def services() -> Mapping[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(COMPOSE)["services"]
    return found


@pytest.fixture(scope="module")
def run_service(
    services: Mapping[str, Any], empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], subprocess.CompletedProcess[str]]:
    home = tmp_path_factory.mktemp("home")
    values = {"DATABASE_PASSWORD": ENTERED, "NIANBAO_REPLAY": str(sample_archives()[0])}
    # The container's own addresses: its database's host name and its home.
    here = {"DATABASE_URL": empty_database, "NIANBAO_HOME": str(home)}

    def run(name: str) -> subprocess.CompletedProcess[str]:
        service = services[name]
        said = {key: fill(value, values) for key, value in service["environment"].items()}
        assert set(here) <= set(said)
        program = Path(sys.executable).with_name("nianbao")
        return subprocess.run(
            [program, *(fill(part, values) for part in service["command"])],
            env={"PATH": os.environ["PATH"], **said, **here},
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )

    return run


@pytest.fixture(scope="module")
def empty_database(embedded_server: EmbeddedServer) -> str:
    embedded_server.ensure_database("tests_containers")
    return embedded_server.url("tests_containers")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in as compose does: ${NAME:-default}, ${NAME:?message}."""
    return VARIABLE.sub(lambda found: values.get(found["name"]) or found["default"], text)


def test_fits_the_specification() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*check, COMPOSE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_holds_no_secret(services: Mapping[str, Any]) -> None:
    said = [str(value) for service in services.values() for value in service["environment"].values()]
    assert [value for value in said if "password" in value.lower()] == [
        "${DATABASE_PASSWORD:?set it in the environment or in .env}"
    ] * len(services)


def test_ours_run_without_rights(services: Mapping[str, Any]) -> None:
    ours = {name: service for name, service in services.items() if service["image"] == "nianbao"}
    assert set(ours) == {"migrate", "crawl"}
    for service in ours.values():
        assert service["user"] == "10001"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_the_database_keeps_its_data_where_the_image_of_18_looks(services: Mapping[str, Any]) -> None:
    assert services["database"]["image"] == "postgres:18"
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql"]


def test_the_health_check_answers(services: Mapping[str, Any], embedded_server: EmbeddedServer) -> None:
    program, *arguments = services["database"]["healthcheck"]["test"][1:]
    with psycopg.connect(embedded_server.url("postgres", "postgres")) as connection:
        place = {"PGHOST": connection.info.host, "PGPORT": str(connection.info.port)}
    done = subprocess.run([programs() / program, *arguments], env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_crawl_waits_for_migrate_and_then_fills_the_database(
    run_service: Callable[[str], subprocess.CompletedProcess[str]], empty_database: str
) -> None:
    early = run_service("crawl")
    assert early.returncode == 4
    assert "nianbao db upgrade" in early.stderr
    for name in ("migrate", "migrate", "crawl"):
        done = run_service(name)
        assert done.returncode == 0, f"{name}: {done.stderr}"
        assert ENTERED not in done.stdout + done.stderr
    with psycopg.connect(empty_database) as connection:
        reports = connection.execute("SELECT count(*) FROM pub.report").fetchall()
    # 平潭's eleven and those of the five seeds' regions.
    assert reports[0][0] >= 11
