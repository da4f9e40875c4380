"""What is loaded ahead of the first page."""

import subprocess
import sys

from extractors.preload import load_ahead
from nianbao.domain.claims import statements

NO_DIVISION = """
from extractors.preload import load_ahead
from nianbao.domain.divisions.names import name_table
load_ahead()
print(name_table.cache_info().currsize)
"""


def test_loads_what_a_page_of_any_year_asks_for() -> None:
    statements.cache_clear()
    load_ahead()
    assert statements.cache_info().currsize == 1


def test_leaves_the_list_of_divisions_to_who_knows_more_of_them() -> None:
    done = subprocess.run([sys.executable, "-c", NO_DIVISION], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
