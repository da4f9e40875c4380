"""`make proof-regions`: divisions replayed from 1 January 2008 to today's list; what is not alike, as JSON.

Run from the root of the checkout.
"""

import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from nianbao.domain.divisions.history import END, chronicle
from proofs.checkout import commit
from proofs.regions.comparing import against_chronicle, against_lists, against_today, events_that_do_not_fit
from proofs.regions.lists import dated_lists
from proofs.regions.replaying import first_list, told_events

RESULT = Path("docs") / "proofs" / "regions.json"


def prove() -> dict[str, Any]:
    """The counts, and every difference that nothing explains."""
    lists = list(against_lists())
    rows = told_events()
    days = sorted({date.fromisoformat(row["date"]) for row in rows} | {END, *year_ends()})
    told = chronicle()
    return {
        "proves": "divisions of 1 January 2008, replayed by events, are today's list and the dated lists between",
        "from": "2008-01-01",
        "to": END.isoformat(),
        "regions_on_first_day": len(first_list()),
        "regions_on_last_day": sum(1 for _ in told.on(END)),
        "regions_in_all": len(told.lives),
        "regions_ended": sum(life.until is not None for life in told.lives.values()),
        "events": len(rows),
        "events_by_type": dict(sorted(Counter(row["type"] for row in rows).items())),
        "events_by_precision": dict(sorted(Counter(row["precision"] for row in rows).items())),
        "events_with_number_of_document": sum(bool(row["doc_no"]) for row in rows),
        "events_with_parts_known_beside_the_sources": sum(row["basis"] == "known" for row in rows),
        "events_that_do_not_fit": events_that_do_not_fit(),
        "mismatches_with_todays_list": against_today(END),
        "days_compared_with_the_database": len(days),
        "mismatches_with_the_database": against_chronicle(days),
        "dated_lists": sum(1 for _ in dated_lists()),
        "differences_from_dated_lists": len(lists),
        "differences_by_reason": dict(Counter(reason for _, _, reason in lists if reason is not None).most_common()),
        "unexplained_differences": [f"{month}: {difference}" for month, difference, reason in lists if reason is None],
    }


def year_ends() -> list[date]:
    """Every 31 December on which a report year's regions are taken."""
    return [date(year, 12, 31) for year in range(2008, END.year)]


def faults(result: dict[str, Any]) -> list[str]:
    """What must not be, in words."""
    names = ("events_that_do_not_fit", "mismatches_with_todays_list", "mismatches_with_the_database")
    return [f"{name}: {wrong}" for name in (*names, "unexplained_differences") for wrong in result[name]]


def main() -> None:
    begin = time.monotonic()
    result = prove()
    told = {**result, "commit": commit(), "seconds": round(time.monotonic() - begin, 1)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    wrong = faults(result)
    counts = (
        f"{told['regions_in_all']} regions, {told['events']} events, {told['dated_lists']} lists, {len(wrong)} faults"
    )
    print(f"{counts}, {told['seconds']} s: {RESULT}", *wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
