"""A store of objects as S3 has them, over real HTTP on loopback, and archives' way into it."""

import os
import socket
from collections.abc import Callable, Iterator

import pytest

from nianbao.archive.store import Store

BUCKET = "s3://nianbao-tests"


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a server that speaks S3, with one empty bucket; the credentials it takes are set."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_DEFAULT_REGION": "us-east-1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        endpoint = f"http://{host}:{port}"
        Store(BUCKET, endpoint)._files().mkdir(BUCKET)
        yield endpoint
    server.stop()


@pytest.fixture
def s3_store(s3_endpoint: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A prefix of the bucket that is this test's own, where archives are looked for that are not here."""
    address = f"{BUCKET}/{os.getpid()}/{request.node.name}"
    monkeypatch.setenv("NIANBAO_ARCHIVE", address)
    monkeypatch.setenv("NIANBAO_ARCHIVE_ENDPOINT", s3_endpoint)
    return Store(address, s3_endpoint)


@pytest.fixture
def overwrite() -> Callable[[Store, str, bytes], None]:
    """Put other bytes in the place of a file of a store, as no command of ours does."""

    def change(store: Store, name: str, content: bytes) -> None:
        store._files().pipe_file(store._path(name), content)

    return change


@pytest.fixture(scope="session")
def nowhere() -> str:
    """An address of loopback at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}"
