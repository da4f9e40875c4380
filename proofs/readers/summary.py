"""What all documents showed, as the JSON of the proof."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MISSES = 60  # that the proof lists


@dataclass(slots=True)
class Summary:
    """Counts by run: `clean` and `suite` by format, `broken` by breakage, `torn` by tear; and what was missed."""

    clean: dict[str, Counter[str]] = field(default_factory=dict)
    suite: dict[str, Counter[str]] = field(default_factory=dict)
    broken: dict[str, Counter[str]] = field(default_factory=dict)
    torn: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def add(self, result: Mapping[str, Any]) -> None:
        """Count one document in."""
        match result["run"]:
            case "torn":
                _add(self.torn, result["tear"], result["counts"])
            case "clean":
                _add(self.clean, result["format"], result["counts"])
            case _:
                _add(self.suite, result["format"], result["counts"])
                for name, counts in result["broken"].items():
                    _add(self.broken, name, counts)
        self.missed += result["missed"]

    def plain(self) -> dict[str, Any]:
        """All counts with their sums; of the broken readers those breakages that changed a value are counted."""
        changing = {name: counts for name, counts in self.broken.items() if counts["documents"]}
        return {
            "read_by_both_on_clean_documents": _with_sum(self.clean),
            "read_by_both_in_the_suite": _with_sum(self.suite),
            "breakages_that_changed_a_value": {
                reader: sum(name.startswith(reader) for name in changing) for reader in ("grid", "flow")
            },
            "broken": _with_sum(self.broken),
            "torn": _with_sum(self.torn),
            "missed": len(self.missed),
            "misses": self.missed[:MISSES],
        }


def summed(results: Iterable[Mapping[str, Any]]) -> Summary:
    """The summary of these results."""
    summary = Summary()
    for result in results:
        summary.add(result)
    return summary


def _add(counts: dict[str, Counter[str]], name: str, more: Mapping[str, int]) -> None:
    counts.setdefault(name, Counter()).update(more)


def _with_sum(counts: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    total = sum(counts.values(), Counter[str]())
    return {name: dict(sorted(one.items())) for name, one in (*counts.items(), ("all", total))}
