"""The identities of table 3 written a second time, as the form prints them, to try what the checks conclude."""

from collections.abc import Mapping

ENDS = ("t3.disposed", "t3.carried_forward", "t3.new_received", "t3.brought_forward")


def identities_hold(cells: Mapping[str, int]) -> bool:
    """Whether every sum of a table 3 holds; `cells`: key -> number, every cell of the table."""
    columns = list(dict.fromkeys(key.rpartition(".")[2] for key in cells))
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in cells))
    outcomes = [row for row in rows if row not in ENDS]
    at = cells.__getitem__
    sums = (at(f"{ENDS[0]}.{c}") == sum(at(f"{row}.{c}") for row in outcomes) for c in columns)
    flows = ([at(f"{end}.{c}") for end in ENDS] for c in columns)
    totals = (at(f"{row}.total") == sum(at(f"{row}.{c}") for c in columns if c != "total") for row in rows)
    return all(sums) and all(done + out == new + old for done, out, new, old in flows) and all(totals)
