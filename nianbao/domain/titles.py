"""The title of an annual report: who, which year; and the period its text states.

The rule was proved on some 30 real titles; its patterns and words stand in `titles.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.publishers import kind_of
from nianbao.domain.report import PublisherKind


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
    printed = re.sub(_data()["unprinted"], "", text).strip("#*|")
    line = re.sub(_data()["numbering"], "", unicodedata.normalize("NFKC", printed).translate(_brackets()))
    core = _core().search(line)
    if core is None or line in _data()["column_names"]:
        return None
    before, after = line[: core.start()], line[core.end() :]
    if not _is_report(before, core[0], after):
        return None
    return Title(_publisher(before, after, core[0]), _year(line), printed)


def stated_period_year(text: str) -> int | None:
    """The year whose first and last day the text gives as its period; null where it states none, or several."""
    line = "".join(unicodedata.normalize("NFKC", text).split())
    years = {int(match[1]) for match in re.finditer(_data()["period"], line)}
    return years.pop() if len(years) == 1 else None


def _is_report(before: str, core: str, after: str) -> bool:
    data = _data()
    prose = re.search(data["prose_marks"], before) or len(before) > data["longest_publisher"]
    if prose or _tail().search(after) is None or _rejected(before) or _rejected(after):
        return False
    return not _found(data["reject_ahead"], before) and not _names_another(_without_year(before), core)


def _names_another(name: str, core: str) -> bool:
    """Whether what stands where the publisher does is no organ."""
    if re.search(_data()["not_a_publisher"], name):
        return True
    return bool(name and re.match(_data()["bare_core"], core)) and kind_of(name) is PublisherKind.OTHER


def _rejected(part: str) -> bool:
    for harmless in _data()["harmless"]:
        part = part.replace(harmless, "")
    return any(word in part for word in _data()["reject"]) or _found(_data()["reject_patterns"], part)


def _found(patterns: Sequence[str], part: str) -> bool:
    return any(re.search(pattern, part) for pattern in patterns)


def _publisher(before: str, after: str, core: str) -> str:
    name = _without_year(before)
    if name.endswith("人民") and core.startswith("政府"):
        # 浏阳市人民政府信息公开年报: the word 政府 is the publisher's as well as the subject's.
        return name + "政府"
    return name or next(_bracketed(after), "")


def _bracketed(after: str) -> Iterator[str]:
    """Publishers in brackets behind a title that names none; words about the copy (图片版, 更正) are no publisher."""
    for bracket in re.finditer(r"\(((?:[^()]|\([^()]*\))*)\)", after):
        name = _without_year(bracket[1])
        if kind_of(name) is not PublisherKind.OTHER and not re.search(_data()["of_the_copy"], name):
            yield name


def _without_year(part: str) -> str:
    """What is left of a part of the title without years and a bracket ahead of it."""
    return _trimmed(re.sub(r"^\([^()]*\)", "", _any_year().sub("", part)))


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
def _brackets() -> Mapping[int, str]:
    return str.maketrans(_data()["brackets"])


@cache
def _any_year() -> re.Pattern[str]:
    return re.compile(f"{_data()['arabic_year']}|{_data()['chinese_year']}")


@cache
def _core() -> re.Pattern[str]:
    return re.compile(_data()["core"].replace("{year}", _any_year().pattern))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_data()["tail"].replace("{year}", _any_year().pattern))
