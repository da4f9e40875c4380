"""Places on a printed page: points of 1/72 inch from the top left of the page as it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom
ToShown = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its left and right edge, the height of its middle, and the size of its print."""

    text: str
    left: float
    right: float
    middle: float
    size: float

    @property
    def centre(self) -> float:
        """Where the character stands, left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed line, horizontal (`at` is its height) or vertical (`at` is its distance from the left edge)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a page."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page, `number` from 0; `pictures`: the outlines of large ones."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: Rules
    pictures: tuple[Box, ...] = ()


def to_shown(bounds: tuple[float, float, float, float], rotation: int) -> ToShown:
    """From PDF user space to the page as shown. `bounds`: left, bottom, right, top; `rotation`: degrees clockwise."""
    left, bottom, right, top = bounds
    match rotation % 360:
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
        case _:
            return lambda x, y: (x - left, top - y)
