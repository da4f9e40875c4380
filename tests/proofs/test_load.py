"""The proof of loading at its small size: the same path, and every number it loads is the one that was made."""

from sqlalchemy import Engine, text

from proofs.load.measuring import measured
from proofs.load.nation import Kept, keys_of, value_of
from proofs.load.prose import prose_measured
from tests.plugins.embedded_database import NewDatabase


def test_loading_and_asking(database: tuple[str, Engine]) -> None:
    told = measured(database[1], counties=30, with_reports=3)
    assert (told["readings"], told["figures"], told["written_again"]) == (54, 3 * 2180, 0)
    assert not told["changed_by_loading_again"]
    assert {name: asked["rows"] for name, asked in told["questions"].items()} == {
        "region_history": 2180,
        "region_panel_of_one": 18,
        "national_panel": 30 * 18,
        "report_direct": 54,
        "figure_of_a_region_direct": 2180,
        "figure_direct": 376,
    }
    assert told["refresh"]["one_site_seconds"] > 0
    with database[1].connect() as connection:
        rows = connection.execute(
            text("SELECT region_id, year, key, value FROM pub.figure_history WHERE region_code = '990102'")
        ).all()
    made = {(row.year, row.key): row.value for row in rows}
    first = Kept(0, rows[0].region_id, "990102", 2021)
    assert [made[2021, key] for key in keys_of(2021)] == [value_of(first, place) for place in range(len(keys_of(2021)))]


def test_prose_is_compared_with_last_year_and_with_neighbours(new_database: NewDatabase) -> None:
    _, engine = new_database()
    told = prose_measured(engine, counties=24)
    engine.dispose()
    assert (told["compared"], told["with_year_before"], told["with_peer"]) == (48, 24, 48)
