"""Two codings and a third person's rulings, out of the files of a sample and back into them."""

from nianbao.audit.adjudicate import Settled, settled
from nianbao.audit.folder import SampleFolder
from nianbao.audit.sheets import Coding
from nianbao.cli.exits import InputRefused


def settle(there: SampleFolder, first: Coding, second: Coding) -> Settled:
    """What holds; differences.csv is written anew with the rulings it has. Raises InputRefused for a wrong ruling."""
    drawn = there.drawn()
    rulings = {place: row["ruling"] for place, row in there.rulings().items()}
    try:
        found = settled({one.item: one.whole for one in drawn}, first, second, rulings)
    except ValueError as error:
        raise InputRefused(f"{there.path / 'differences.csv'}: {error}") from error
    there.write_differences(found)
    return found
