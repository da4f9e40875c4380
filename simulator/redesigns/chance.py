"""The same draws for the same portal: words for paths, numbers, choices."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from simulator.places import read_data

Thing = TypeVar("Thing")


def words() -> dict[str, Any]:
    """The data file of the redesigns."""
    return read_data("redesigns/words.toml")


class Chance:
    """Draws of one portal; no word and no number comes twice."""

    def __init__(self, *seed: object) -> None:
        self._random = Random("/".join(map(str, seed)))  # noqa: S311 - not a secret
        self._given: set[str] = set()

    def word(self) -> str:
        """A part of a path, five letters or more."""
        while True:
            made = "".join(self._random.choices(words()["syllables"], k=self._random.randint(3, 4)))
            if len(made) >= 5 and not any(made in one or one in made for one in self._given):
                self._given.add(made)
                return made

    def folder(self, depth: int = 2) -> str:
        """A path of so many parts, with slashes at both ends."""
        return "/" + "".join(f"{self.word()}/" for _ in range(depth))

    def number(self, digits: int = 7) -> int:
        """A number of so many digits."""
        while True:
            made = self._random.randint(10 ** (digits - 1), 10**digits - 1)
            if str(made) not in self._given:
                self._given.add(str(made))
                return made

    def hexes(self, length: int = 32) -> str:
        """Hexadecimal digits."""
        return f"{self._random.getrandbits(4 * length):0{length}x}"

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """One of these."""
        return self._random.choice(things)

    def often(self, share: float) -> bool:
        """Yes, so often."""
        return self._random.random() < share

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """These in another order."""
        return self._random.sample(list(things), len(things))
