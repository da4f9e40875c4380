"""The title of an annual report: who, which year; and the period its text states.

The rule was proved on some 30 real titles; its patterns and words stand in `titles.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart. `publisher` may be empty; `year` is null where the title states none, or two.

    `text` is the title without white space and book marks, nothing else changed.
    """

    publisher: str
    year: int | None
    text: str


def parse_title(text: str) -> Title | None:
    """The title of an annual report, or null for a line that is none (a notice, an explanation, a line of prose).

    `text` is one line in simplified script. A bare name of a portal's column (政府信息公开年报) is no title.
    """
    printed = re.sub(r"[\s《》]", "", text).strip("#*|")
    line = unicodedata.normalize("NFKC", printed)
    core = _core().search(line)
    if core is None or line in _data()["column_names"]:
        return None
    before, after = line[: core.start()], line[core.end() :]
    if not _is_report(before, after):
        return None
    return Title(_publisher(before, after, core[0]), _year(line), printed)


def stated_period_year(text: str) -> int | None:
    """The year whose first and last day the text gives as its period; null where it states none, or several."""
    line = "".join(unicodedata.normalize("NFKC", text).split())
    years = {int(match[1]) for match in re.finditer(_data()["period"], line)}
    return years.pop() if len(years) == 1 else None


def _is_report(before: str, after: str) -> bool:
    data = _data()
    prose = re.search(data["prose_marks"], before) or len(before) > data["longest_publisher"]
    return not prose and _tail().search(after) is not None and not _rejected(before) and not _rejected(after)


def _rejected(part: str) -> bool:
    for harmless in _data()["harmless"]:
        part = part.replace(harmless, "")
    return any(word in part for word in _data()["reject"])


def _publisher(before: str, after: str, core: str) -> str:
    name = _trimmed(_any_year().sub("", before))
    if name.endswith("人民") and core.startswith("政府"):
        # 浏阳市人民政府信息公开年报: the word 政府 is the publisher's as well as the subject's.
        return name + "政府"
    return name or _trimmed(_any_year().sub("", _bracketed(after)))


def _bracketed(after: str) -> str:
    """A publisher in brackets behind a title that names none; words about the copy (图片版, 更正) are no publisher."""
    inner = re.fullmatch(r"\(([一-鿿]{4,})\)", after)
    return inner[1] if inner is not None and not inner[1].endswith("版") else ""


def _trimmed(name: str) -> str:
    return re.sub(r"^[\W_的]+|(?:\(\)|[^\w)]|_)+$", "", name.replace("()", ""))


def _year(line: str) -> int | None:
    years = {_number(match[0]) for match in _any_year().finditer(line)}
    return years.pop() if len(years) == 1 else None


def _number(year: str) -> int:
    digits: Mapping[str, int] = _data()["chinese_digits"]
    return int("".join(str(digits.get(character, character)) for character in year[:4]))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("titles.toml").read_text(encoding="utf-8"))


@cache
def _any_year() -> re.Pattern[str]:
    return re.compile(f"{_data()['arabic_year']}|{_data()['chinese_year']}")


@cache
def _core() -> re.Pattern[str]:
    return re.compile(_data()["core"].replace("{year}", _any_year().pattern))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_data()["tail"].replace("{year}", _any_year().pattern))
