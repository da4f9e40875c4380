"""Which pictures are made: every form, resolution, type, damage and file with many of the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from conformance.papers.page import print_page
from conformance.papers.programs import printed_by_chromium
from conformance.papers.scan import Scan, as_pdf, as_picture, drawn, scanned
from proofs.pictures.papers import YEARS, Made, made

DPI = (150, 200, 300)
FONTS = {
    "serif": "'Noto Serif CJK SC'",
    "sans": "'Noto Sans CJK SC'",
    "serif, western digits": "'Liberation Serif', 'Noto Serif CJK SC'",
    "sans, western digits": "'Liberation Sans', 'Noto Sans CJK SC'",
}
DAMAGE = {
    "clean": Scan(),
    "JPEG of quality 60": Scan(quality=60),
    "askew": Scan(degrees=0.8),
    "askew the other way, JPEG of quality 75": Scan(degrees=-1.7, quality=75),
    "noise": Scan(noise=12, blur=0.4),
    "noise and JPEG of quality 50": Scan(noise=8, quality=50),
    "specks": Scan(specks=400),
    "shade and blur": Scan(shade=50, blur=0.8),
    "all": Scan(degrees=0.5, noise=6, specks=150, blur=0.5, shade=25, quality=70),
}
FILES = ("picture", "pdf")
ZEROS = ("0", "0", "0", "", "—", "/")


@dataclass(frozen=True, slots=True)
class Case:
    """One picture: how it is made, and its seed."""

    form: str
    dpi: int
    font: str
    damage: str
    file: str
    zero: str
    seed: int

    @property
    def name(self) -> str:
        """Its place in the proof."""
        zero = {"0": "0", "": "blank"}.get(self.zero, self.zero)
        return f"{self.seed} {self.form}, {self.dpi} dpi, {self.font}, {self.damage}, {self.file}, zero as {zero}"


def cases(count: int, seed: int) -> Iterator[Case]:
    """So many cases; each list is gone through in turn, so that none of its members is left out."""
    random = Random(seed)  # noqa: S311 - a test, not a secret
    turns = [_turn(members, random) for members in (list(YEARS), DPI, list(FONTS), list(DAMAGE), FILES, ZEROS)]
    for number in range(count):
        form, dpi, font, damage, file, zero = (next(turn) for turn in turns)
        yield Case(str(form), int(dpi), str(font), str(damage), str(file), str(zero), seed * 1000 + number)


def _turn(members: "list[str] | tuple[str | int, ...]", random: Random) -> "Iterator[str | int]":
    while True:
        yield from random.sample(list(members), len(members))


def picture_of(case: Case) -> tuple[Made, bytes]:
    """The paper and the file."""
    report = made(case.form, case.zero, Random(case.seed))  # noqa: S311 - a test, not a secret
    style = f"body {{ font-family: {FONTS[case.font]} }}"
    pages = drawn(printed_by_chromium(print_page(report.paper, style)), case.dpi)
    how = replace(DAMAGE[case.damage], dpi=case.dpi)
    if case.file == "pdf":
        return report, as_pdf([scanned(p, how, case.seed + n) for n, p in enumerate(pages)], case.dpi, how.quality)
    # A picture of several pages is no scan: it lies straight.
    return report, as_picture(
        [scanned(p, replace(how, degrees=0), case.seed + n) for n, p in enumerate(pages)], how.quality
    )
