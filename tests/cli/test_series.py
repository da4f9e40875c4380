"""Whose series is shown."""

from datetime import UTC, datetime

import pytest

from nianbao.cli.exits import Incomplete
from nianbao.cli.series import choose_series
from nianbao.domain.report import Coverage, PublisherKind
from nianbao.store.queries import HeldReport, Series


def series(publisher: str, coverage: Coverage) -> Series:
    """A series of one report."""
    seen = datetime(2024, 2, 1, tzinfo=UTC)
    report = HeldReport(
        "x",
        "350128",
        "350128",
        "示例县",
        publisher,
        PublisherKind.GOVERNMENT,
        "350128/gov",
        coverage,
        2022,
        {},
        "http://x",
        seen,
        1,
    )
    return Series("350128", publisher, coverage, (report,))


ALL = series("县政府", Coverage.AGGREGATE)
OWN = series("县政府", Coverage.OWN)
OFFICE = series("县政府办公室", Coverage.OWN)


def chosen(held: list[Series], asked: str | None = None, coverage: str | None = None) -> tuple[Series, str | None]:
    """The choice where the registry names 县政府."""
    return choose_series(held, publisher="县政府", asked=asked, coverage=coverage, place="示例县")


def test_the_registrys_publisher_with_aggregate_coverage_is_expected() -> None:
    assert chosen([OFFICE, OWN, ALL]) == (ALL, None)


def test_the_only_other_one_is_shown_with_a_word() -> None:
    found, word = chosen([OFFICE])
    assert found is OFFICE
    assert word is not None
    assert "县政府办公室 (own)" in word


def test_of_several_others_none_is_guessed() -> None:
    with pytest.raises(Incomplete, match=r"several series of 示例县 are held: 县政府 \(own\), 县政府办公室 \(own\)"):
        chosen([OWN, OFFICE])


def test_what_is_asked_for_is_shown_without_a_word() -> None:
    assert chosen([OWN, ALL], coverage="own") == (OWN, None)
    assert chosen([ALL, OFFICE], asked="县政府办公室", coverage="own") == (OFFICE, None)
    assert chosen([OWN, ALL], asked="县政府") == (ALL, None)


def test_what_is_not_held_is_not_replaced() -> None:
    with pytest.raises(Incomplete, match=r"no report of 示例县 is held that fits; held are 县政府 \(aggregate\)"):
        chosen([ALL], asked="县政府办公室")
    with pytest.raises(Incomplete, match="no report of 示例县 is held"):
        chosen([])
