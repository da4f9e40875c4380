"""docker-compose.yml: its shape, and its services' commands with their settings, run against a server that asks."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import psycopg
import pytest
from ruamel.yaml import YAML

from nianbao.cli.main import main
from nianbao.sample import sample_archives

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}")
PINNED = re.compile(r"[a-z]+:\d+\.\d+(\.\d+)?-\w[\w-]*")
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
ACCOUNT = "postgres" if os.geteuid() == 0 else None
PASSWORDS = {f"{role}_password": f"only for this test, {role}" for role in ("owner", "writer", "reader")}


@pytest.fixture(scope="module")
def compose() -> Mapping[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(COMPOSE)
    return found


@pytest.fixture(scope="module")
def ours(compose: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: service for name, service in compose["services"].items() if service["image"] == "nianbao"}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    for name, password in PASSWORDS.items():
        (folder / name).write_text(f"{password}\n", encoding="utf-8")
    (folder / "archive_credentials").touch()
    return folder


@pytest.fixture(scope="module")
def server(secrets: Path) -> Iterator[Path]:
    """The folder of the socket of a server that asks for passwords, with the database and owner of the compose file."""
    if not BINARIES:
        pytest.skip("no PostgreSQL of the distribution here")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-"))
    entered = folder / "entered"
    shutil.copy(secrets / "owner_password", entered)
    for path in (folder, entered):
        shutil.chown(path, ACCOUNT or os.geteuid())

    def run(tool: str, *words: str | Path, **more: str) -> None:
        call = [BINARIES[-1] / tool, *words]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 60}
        subprocess.run(call, user=ACCOUNT, cwd=folder, check=True, env={**os.environ, **more}, **quiet)

    data = folder / "data"
    asks = ("--auth=scram-sha-256", f"--pwfile={entered}")
    run("initdb", "-D", data, "-U", "nianbao", *asks, "--encoding=UTF8", "--locale=C", "--no-sync")
    run("pg_ctl", "-D", data, "-w", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "-l", "log", "start")
    run("createdb", "-h", folder, "-U", "nianbao", "nianbao_sample", PGPASSWORD=PASSWORDS["owner_password"])
    yield folder
    run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def run_service(
    ours: Mapping[str, Any], server: Path, secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    home = tmp_path_factory.mktemp("home")
    values = {"NIANBAO_REPLAY": str(sample_archives()[0])}

    def here(text: str) -> str:
        """The container's own places, as this machine has them."""
        address = re.sub(r"@database/(\w+)", rf"@/\1?host={server}", fill(text, values))
        return address.replace("/run/secrets", str(secrets)).replace("/var/lib/nianbao", str(home))

    def run(name: str, *words: str) -> "subprocess.CompletedProcess[str]":
        service = ours[name]
        program = Path(sys.executable).with_name("nianbao")
        said = {key: here(str(value)) for key, value in service["environment"].items()}
        call = [program, *(words or map(here, service["command"]))]
        env = {"PATH": os.environ["PATH"], **said}
        return subprocess.run(call, env=env, capture_output=True, text=True, check=False, cwd="/", timeout=120)

    return run


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in as compose does: ${NAME:-default}."""
    return VARIABLE.sub(lambda found: values.get(found["name"]) or found["default"] or "", text)


def test_fits_the_specification() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*check, COMPOSE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_command_is_one_of_ours_and_parses(ours: Mapping[str, Any]) -> None:
    for name, service in ours.items():
        words = [fill(word, {}) for word in service["command"]]
        context = main.make_context("nianbao", words)
        command: click.Command = main
        rest = words
        while isinstance(command, click.Group):
            _, found, rest = command.resolve_command(context, rest)
            assert found is not None, f"{name}: {words}"
            command = found
            context = command.make_context(command.name, list(rest), parent=context)


def test_every_setting_is_documented(compose: Mapping[str, Any]) -> None:
    told = (ROOT / "docs/settings.md").read_text("utf-8") + (ROOT / "docs/production.md").read_text("utf-8")
    said = {name for service in compose["services"].values() for name in service["environment"]}
    assert {name for name in said if f"`{name}`" not in told} == set()


def test_no_password_stands_in_the_environment(compose: Mapping[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or name.endswith("_FILE"), name
            assert "//" not in str(value) or ":" not in str(value).partition("//")[2].partition("@")[0], value
        named = {str(value) for value in service["environment"].values() if str(value).startswith("/run/secrets/")}
        assert named == {f"/run/secrets/{name}" for name in service["secrets"]}
    assert {name for service in compose["services"].values() for name in service["secrets"]} <= set(compose["secrets"])


def test_all_run_without_rights_within_limits(compose: Mapping[str, Any], ours: Mapping[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["user"] == ("10001:10001" if name in ours else "postgres")
        assert (service["read_only"], service["cap_drop"], service["init"]) == (True, ["ALL"], True)
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert {"mem_limit", "cpus", "pids_limit", "tmpfs"} <= service.keys()
        assert "privileged" not in service
        assert "ports" not in service or all(str(port).startswith("127.0.0.1:") for port in service["ports"])


def test_the_database_cannot_be_reached_from_outside(compose: Mapping[str, Any]) -> None:
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert "ports" not in compose["services"]["database"]


def test_the_database_keeps_its_data_where_the_image_of_18_looks(compose: Mapping[str, Any]) -> None:
    database = compose["services"]["database"]
    assert database["image"].startswith("postgres:18.")
    assert database["volumes"] == ["database:/var/lib/postgresql"]


def test_whatever_stays_tells_how_it_is(compose: Mapping[str, Any]) -> None:
    stays = {name for name, service in compose["services"].items() if service["restart"] != "no"}
    assert {name for name in stays if "healthcheck" not in compose["services"][name]} == set()


def test_workers_are_healthy_where_all_that_they_need_is(ours: Mapping[str, Any]) -> None:
    """They plan each night themselves: who schedules it by hand stays for a moment alone."""
    assert ours["worker"]["healthcheck"]["test"] == ["CMD", "nianbao", "status", "--health"]
    assert ours["schedule"]["restart"] == "no"


def test_images_are_pinned_by_version(compose: Mapping[str, Any]) -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    theirs = [service["image"] for service in compose["services"].values() if service["image"] != "nianbao"]
    assert len(bases) == 2
    assert [image for image in (*bases, *theirs) if not PINNED.fullmatch(image)] == []


def test_what_the_dockerfile_copies_is_let_through() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    let = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for path in " ".join(copied).split():
        assert (ROOT / path).exists(), path
        assert f"!{path}" in let or f"!{Path(path).parts[0]}" in let, path


def test_the_services_work_together_on_a_server_that_asks_for_passwords(
    run_service: Callable[..., "subprocess.CompletedProcess[str]"],
    ours: Mapping[str, Any],
    server: Path,
    tmp_path: Path,
) -> None:
    assert run_service("worker", *ours["worker"]["healthcheck"]["test"][2:]).returncode == 1
    early = run_service("crawl")
    assert (early.returncode, "password authentication failed" in early.stderr) == (4, True)
    for name in ("migrate", "migrate", "crawl"):
        done = run_service(name)
        assert done.returncode == 0, f"{name}: {done.stderr}"
        assert "only for this test" not in done.stdout + done.stderr
    healthy = run_service("worker", *ours["worker"]["healthcheck"]["test"][2:])
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    assert "database" in healthy.stdout
    into = ("db", "backup", "--dated", "--keep", "1", str(tmp_path))
    told = [run_service("backup", *into) for _ in range(2)]
    assert [done.returncode for done in told] == [0, 0], told
    (kept,) = tmp_path.iterdir()
    assert json.loads((kept / "manifest.json").read_text("utf-8"))["rows"] == json.loads(told[1].stdout)["rows"]
    with psycopg.connect(
        host=str(server), user="nianbao_reader", password=PASSWORDS["reader_password"], dbname="nianbao_sample"
    ) as reader:
        # 平潭's eleven and those of the five seeds' regions.
        assert (reader.execute("SELECT count(*) FROM report").fetchone() or (0,))[0] >= 11
    shown = run_service("crawl", "db", "url")
    assert (shown.returncode, "only for" in shown.stdout, "nianbao_writer@" in shown.stdout) == (0, False, True)
