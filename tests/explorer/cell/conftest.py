"""Archived documents of every format, held as a crawl leaves them, and the explorer on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from nianbao.explorer.app import make_app
from nianbao.explorer.database import reading_engine, sources_engine
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.roles import READER
from proofs.why.documents import Document, of_makers, of_sample, of_shared
from proofs.why.keep import Held, keep_all
from tests.explorer.cell.hostile import hostile_page, payloads
from tests.explorer.serving import served

NewDatabase = Callable[[], tuple[str, Engine]]
FORMATS = ("text", "md", "pdf", "docx", "xlsx")
PUBLISHER = """
UPDATE publisher SET name = :all
FROM report WHERE report.publisher_id = publisher.publisher_id AND report_id = :report
"""
PHONE = "0571-87654321"


@dataclass(frozen=True)
class Archived:
    """Documents in an archive and a database; `hostile`, `private`: of the reports that try harm or name a contact."""

    engine: Engine
    name: str
    held: list[Held]

    def of(self, name: str) -> Held:
        """The document whose name holds this."""
        [found] = [each for each in self.held if name in each.document.name]
        return found

    @property
    def of_sample(self) -> list[Held]:
        """The pages of the sample."""
        return [each for each in self.held if each.document.name.startswith("sample ")]


@pytest.fixture(scope="session")
def archived(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory, shared_here: Path) -> Archived:
    """The sample, the real reports beside the checkout, one made report of each other format, and two bad pages."""
    name, engine = new_database()
    pages = list(of_sample())
    liuyang = next(page for page in pages if "liuyang" in page.name).make().decode("utf-8")
    more = [
        Document("hostile page", "html", partial(bytes, hostile_page(liuyang).encode())),
        Document(
            "private page", "html", partial(bytes, liuyang.replace("</body>", f"<p>电话：{PHONE}</p></body>").encode())
        ),
    ]
    documents = [*pages, *of_shared(shared_here), *of_makers(FORMATS, 1), *more]
    found = Archived(engine, name, keep_all(engine, tmp_path_factory.mktemp("cells") / "cells.warc.gz", documents))
    poison(engine, found.of("hostile page").report_id)
    return found


@pytest.fixture(scope="session")
def shared_here() -> Path:
    """The folder of real samples, or one that is not there."""
    return Path(__file__).resolve().parents[4] / "shared"


def poison(engine: Engine, report_id: str) -> None:
    """Put the texts into every place of a report that the explorer shows and a portal writes."""
    everything = "\n".join(payloads())
    with engine.begin() as connection:
        [reading] = connection.execute(
            text("SELECT reading_id FROM reading WHERE report_id = :report"), {"report": report_id}
        ).scalars()
        given = {"reading": reading, "all": everything, "report": report_id}
        for statement in (
            "UPDATE reading SET title_masked = :all, coverage_evidence_masked = :all WHERE reading_id = :reading",
            "UPDATE section SET heading_masked = :all, text_masked = :all WHERE reading_id = :reading",
            "UPDATE claim SET text_masked = :all WHERE reading_id = :reading",
            "UPDATE finding SET message_masked = :all WHERE reading_id = :reading",
            "UPDATE figure SET label = :all WHERE reading_id = :reading",
            PUBLISHER,
        ):
            connection.execute(text(statement), given)
        for position, payload in enumerate(payloads()):
            connection.execute(
                text("UPDATE figure SET raw = :raw WHERE reading_id = :reading AND position = :position"),
                {"raw": payload, "reading": reading, "position": position},
            )


@pytest.fixture(scope="session")
def address(archived: Archived, embedded_server: EmbeddedServer) -> Iterator[str]:
    """Where the explorer answers."""
    reader = reading_engine(embedded_server.url(archived.name, READER))
    sources = sources_engine(embedded_server.url(archived.name))
    with served(make_app(reader, sources)) as found:
        yield found
    reader.dispose()
    sources.dispose()
