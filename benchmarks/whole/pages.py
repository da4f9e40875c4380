"""The pages that all are given: what a crawl asked for and got, by its archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nianbao.archive.reader import iter_captures, load
from proofs.world import exchanges

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """A request and the SHA-256 of the body that answered it; `form`: what was posted."""

    method: str
    url: str
    form: str
    sha256: str

    @property
    def asked(self) -> dict[str, object]:
        """As `bare` takes it."""
        headers = {"Content-Type": FORM} if self.form else {}
        return {"method": self.method, "url": self.url, "body": self.form, "headers": headers}


def pages_in(archives: Iterable[Path]) -> list[Page]:
    """Every exchange of these archives."""
    return [page for archive in archives for page in _pages(archive)]


def _pages(archive: Path) -> list[Page]:
    # The requests by another reader of archives than the answers: a page that is paired wrongly is seen.
    told = zip(exchanges(archive), iter_captures(archive), strict=True)
    return [
        Page(asked.method, asked.url, asked.body.decode(), sha256(load(came.capture.record).body).hexdigest())
        for asked, came in told
    ]


def confirm(came: Sequence[Page], pages: Sequence[Page]) -> None:
    """Raise SystemExit where not the same addresses gave the same bytes."""
    if sorted(came) != sorted(pages):
        differing = sorted(set(came) ^ set(pages))
        raise SystemExit(f"other pages or other bytes: {differing[:3]}, {len(came)} for {len(pages)}")
