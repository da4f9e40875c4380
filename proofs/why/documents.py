"""The documents whose figures go back to their cells: the sample, the real reports beside the checkout, made ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

from conformance.cases import Plan, made, plans
from nianbao.archive.decoding import decoded_body
from nianbao.archive.reader import iter_captures, load
from nianbao.sample import sample_archives
from proofs.pictures.cases import Case, picture_of

SHARED = Path("..") / "shared"
SEED = 20261122
DPI = 150
MIMES = {
    "html": "text/html",
    "text": "text/plain",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "picture": "image/png",
}
FORMS_PICTURED = ("national_2021", "national_2019")
SUFFIXES = {".html": "html", ".pdf": "pdf", ".md": "md", ".txt": "text"}


class Make(Protocol):
    """Makes the bytes of a document."""

    def __call__(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `prints`: what its maker put into each cell, by key, where it was made (and nothing else knows)."""

    name: str
    format: str
    make: Make
    prints: Mapping[str, str] | None = None


def of_sample() -> Iterator[Document]:
    """Every page of the shipped archive; list pages and errors among them are no reports."""
    for path in sample_archives():
        for stored in iter_captures(path):
            if stored.capture.status == 200 and stored.capture.mime == "text/html":
                payload = load(stored.capture.record)
                body = decoded_body(payload.headers, payload.body)
                yield Document(f"sample {stored.capture.url}", "html", partial(bytes, body))


def of_shared(shared: Path = SHARED) -> Iterator[Document]:
    """The real reports and excerpts beside the checkout, where they are."""
    for folder in ("samples", "seeds"):
        for file in sorted((shared / folder).glob("*.*")):
            if file.suffix in SUFFIXES and not file.name.endswith("_list.html"):
                yield Document(f"shared {folder}/{file.name}", SUFFIXES[file.suffix], file.read_bytes)


def of_makers(formats: Sequence[str], each: int) -> Iterator[Document]:
    """Clean reports of the conformance suite, so many of each format, each of another skeleton or form."""
    for form in formats:
        chosen = [plan for plan in plans() if plan.mutation == "clean" and plan.format == form]
        step = max(1, len(chosen) // each)
        yield from (_of_plan(plan) for plan in chosen[::step][:each])


def of_scanner(each: int) -> Iterator[Document]:
    """Made reports as pictures, printed by Chromium; how right they are read is another proof's to say."""
    for number, form in enumerate(islice(cycle(FORMS_PICTURED), each)):
        case = Case(form, DPI, "serif", "clean", "picture", "0", SEED + number)
        yield Document(f"picture {case.name}", "picture", partial(_pictured, case), {})


def _pictured(case: Case) -> bytes:
    return picture_of(case)[1]


def _of_plan(plan: Plan) -> Document:
    case = made(plan, SEED)
    return Document(
        f"made {plan.name}",
        plan.format,
        partial(bytes, case.body),
        {key: each.text for key, each in case.figures.items()},
    )
