"""Fixtures for every room."""

from pathlib import Path

import pytest

pytest_plugins = ("tests.plugins.embedded_database", "tests.plugins.object_store")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real samples beside the checkout; the project itself carries only pages it made."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("no ../shared here")
    return SHARED
