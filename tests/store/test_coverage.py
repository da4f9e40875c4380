"""The frame: every unit that should have reported, once a year, each with the best that is known of it."""

from sqlalchemy import Connection, text

SUMS = """
SELECT sum(n_expected) AS expected,
       sum(n_held + n_format_not_read + n_only_listed + n_blocked + n_robots + n_unreachable + n_gone + n_not_published
           + n_not_yet_due + n_not_covered) AS told
FROM pub.coverage_summary
"""
EXISTING = "SELECT count(*) FROM pub.region_year WHERE left(code_year, 2) NOT IN ('71', '81', '82')"


def test_every_existing_division_is_expected_once_a_year_and_has_one_state(connection: Connection) -> None:
    sums = connection.execute(text(SUMS)).one()
    assert sums.expected == sums.told == connection.execute(text(EXISTING)).scalar_one() > 50_000
