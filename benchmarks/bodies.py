"""What is read: made pages of the conformance suite, and the published pages of `../shared` where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from conformance.cases import Plan, made, plans

SEED = 20260401
FORMS = ("national_2021", "national_2019")


@dataclass(frozen=True, slots=True)
class Body:
    """A document; every peer is given these bytes and no others."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, first 12 hex digits."""
        return sha256(self.content).hexdigest()[:12]


def made_pages(count: int) -> tuple[Body, ...]:
    """Clean pages of the suite, spread over its skeletons of HTML, alternately of the two national forms."""
    return tuple(Body(plan.name, made(plan, SEED).body) for plan in _spread("html", count))


def published_pages(shared: Path) -> tuple[Body, ...]:
    """The real pages; none where the folder is not there."""
    return _files(shared / "samples", "shuyang_fgj_2023.html")


def pdfs(shared: Path, count: int) -> tuple[Body, ...]:
    """Clean PDF files of the suite, and the real one where it is there."""
    printed = (Body(plan.name, made(plan, SEED).body) for plan in _spread("pdf", count))
    return (*printed, *_files(shared / "samples", "hongze_2024.pdf"))


def _files(folder: Path, *names: str) -> tuple[Body, ...]:
    return tuple(Body(name, (folder / name).read_bytes()) for name in names if (folder / name).is_file())


def _spread(format_: str, count: int) -> Iterator[Plan]:
    fit = [plan for plan in plans() if plan.format == format_ and plan.form in FORMS and plan.mutation == "clean"]
    step = max(len(fit) // count, 1)
    yield from fit[::step][:count]
