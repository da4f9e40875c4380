"""Hours in China, as moments anywhere."""

from datetime import UTC, datetime

import pytest

from crawler.windows import NoWindow, Window, day_of, next_day, window_of


def window(written: str) -> Window:
    found = window_of(written)
    assert found is not None
    return found


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    """A moment by the clock of UTC; in China it is eight hours later."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment", "is_open", "opens"),
    [
        # Over midnight: 20:00 in China is 12:00 in UTC, 08:00 is 00:00.
        ("20:00-08:00", at(11, 59), False, at(12)),
        ("20:00-08:00", at(12), True, at(12)),
        ("20:00-08:00", at(23, 59), True, at(23, 59)),
        ("20:00-08:00", at(0, day=16), False, at(12, day=16)),
        # Within a day.
        ("01:30-06:00", at(17, 29), False, at(17, 30)),
        ("01:30-06:00", at(17, 30), True, at(17, 30)),
        ("01:30-06:00", at(22), False, at(17, 30, day=16)),
        ("00:00-12:00", at(15, 59), False, at(16)),
    ],
)
def test_a_window_by_the_portals_clock(written: str, moment: datetime, is_open: bool, opens: datetime) -> None:
    assert window(written).is_open(moment) is is_open
    assert window(written).next_open(moment) == opens


def test_no_words_are_any_hour() -> None:
    assert window_of("") is None


@pytest.mark.parametrize("written", ["20-8", "24:00-08:00", "20:00-08:60", "8:00-20:00", "20:00-20:00", "night"])
def test_what_is_no_window_is_refused(written: str) -> None:
    with pytest.raises(NoWindow, match="write it as 20:00-08:00"):
        window_of(written)


def test_a_day_is_one_of_china() -> None:
    assert (day_of(at(15, 59)), day_of(at(16))) == ("2026-03-15", "2026-03-16")
    assert next_day(at(15, 59)) == at(16)
    assert next_day(at(16)) == at(16, day=16)
