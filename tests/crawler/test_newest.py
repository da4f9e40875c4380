"""Which row of a list is its newest report."""

from datetime import date

from crawler.items import ListRow, Verdict
from crawler.newest import newest_report

HOSTS = {"www.shilixian.test"}


def row(
    year: int | None, published: str = "", verdict: Verdict = Verdict.REPORT, host: str = "www.shilixian.test"
) -> ListRow:
    day = date.fromisoformat(published) if published else None
    url = f"http://{host}/{year}-{published}.html"
    return ListRow("shili_shilixian", url, "made", day, "示例县人民政府", year, verdict)


def test_the_latest_year_counts_ahead_of_the_day_of_publication() -> None:
    corrected = row(2022, "2025-06-01")
    assert newest_report([corrected, row(2023, "2024-01-20"), row(2021)], HOSTS) == row(2023, "2024-01-20")


def test_of_two_of_a_year_the_later_and_the_portals_own() -> None:
    mirrored = row(2023, "2024-09-09", host="www.gonggao.test")
    assert newest_report([row(2023, "2024-01-20"), row(2023, "2024-03-01"), mirrored], HOSTS) == row(2023, "2024-03-01")


def test_a_foreign_report_of_a_later_year_is_the_newest() -> None:
    foreign = row(2024, "2025-01-20", host="xxgk.shilixian.test")
    assert newest_report([row(2023), foreign], HOSTS) == foreign


def test_a_title_without_a_year_counts_by_its_day() -> None:
    assert newest_report([row(2022, "2023-01-20"), row(None, "2024-01-20")], HOSTS) == row(None, "2024-01-20")


def test_what_is_no_report_of_the_site_does_not_count() -> None:
    assert (
        newest_report([row(2024, verdict=Verdict.OTHER_ORGAN), row(2024, verdict=Verdict.NOT_A_REPORT)], HOSTS) is None
    )
    assert newest_report([], HOSTS) is None
