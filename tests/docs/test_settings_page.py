"""docs/settings.md names every variable that is read and every setting of Scrapy with its value."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crawler import settings

if TYPE_CHECKING:
    from tests.docs.conftest import Page

# os.environ and what is called so after it, in Python; $NAME in the shell scripts and in the compose file.
READ = re.compile(r"(?:environ\w*(?:\.get\(|\[)|getenv\(|envvar=)\s*[\"'](\w+)[\"']")
EXPANDED = re.compile(r"\$\{([A-Z][A-Z_]+)\b")
ROOMS = ("nianbao", "crawler", "extractors", "pipelines", "sample", "tests/plugins")
# Read for us by Python's tempfile, by PostgreSQL's library, by OpenSSL and by the library of S3 stores.
AWS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_SHARED_CREDENTIALS_FILE"}
BY_OTHERS = {"TMPDIR", "PGPASSWORD", "SSL_CERT_FILE"} | AWS


def variables(root: Path) -> Iterator[str]:
    for room in ROOMS:
        for file in (root / room).rglob("*.py"):
            yield from READ.findall(file.read_text("utf-8"))
    for name in ("docker-compose.yml", "ci/find-python"):
        yield from EXPANDED.findall((root / name).read_text("utf-8"))


def test_every_variable_that_is_read_is_told_and_no_other(root: Path, page: "Callable[[str], Page]") -> None:
    assert set(page("docs/settings.md").first_cells("Environment")) == set(variables(root)) | BY_OTHERS


def test_every_setting_of_scrapy_is_told_with_its_value(page: "Callable[[str], Page]") -> None:
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| `(.+)` \|$", page("docs/settings.md").text, flags=re.MULTILINE))
    ours = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    assert {name: ast.literal_eval(value) for name, value in told.items()} == ours
