"""Tables 3 and 4 of a form with a zero in every cell but those given, for tests of what is made of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from nianbao.checks import weigh
from nianbao.domain.capture import Capture
from nianbao.domain.forms import forms
from nianbao.domain.report import Report
from nianbao.store.rows import Saved
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

PERSON, TOTAL = "natural_person", "total"


def cells(form: str = "national_2021", tables: str = "t3 t4", **given: str) -> dict[str, str]:
    """Every cell of these tables: `given` by key with `__` for a dot, zero elsewhere."""
    keys = [key for key in (one.key for one in forms()[form].indicators) if key.partition(".")[0] in tables.split()]
    named = {name.replace("__", "."): printed for name, printed in given.items()}
    unknown = set(named) - set(keys)
    if unknown:
        raise KeyError(f"{form} has no {sorted(unknown)}")
    return dict.fromkeys(keys, "0") | named


def row(line: str, number: int, column: str = PERSON) -> dict[str, str]:
    """A row of table 3 whose number stands in one column and in the total."""
    return {f"t3.{line}.{column}": str(number), f"t3.{line}.{TOTAL}": str(number)}


class Kept:
    """Keeps reports of one connection and makes the views anew; answers queries."""

    def __init__(
        self, connection: Connection, make_report: Callable[..., Report], make_capture: Callable[..., Capture]
    ) -> None:
        self.connection, self.make_report, self.make_capture = connection, make_report, make_capture

    def keep(self, year: int, printed: dict[str, str], table_forms: dict[str, str], **changes: Any) -> Saved:
        """A report of the year with these cells, weighed and saved."""
        report = replace(self.make_report(year, cells=printed, **changes), forms=table_forms)
        alike = tuple(replace(figure, confirmed=True) for figure in report.figures)
        address = f"http://www.example.gov.cn/{year}{changes.get('coverage', '')}{changes.get('name', '')}.htm"
        capture = self.make_capture(address)
        crawl = start_crawl(self.connection, ["example"], "replay")
        save_capture(self.connection, crawl, "example", capture)
        return save_report(
            self.connection,
            site="example",
            capture=capture,
            content_digest=address,
            report=weigh(replace(report, figures=alike)),
            reader="1+a",
        )

    def ask(self, query: str, **given: Any) -> list[tuple[Any, ...]]:
        """The rows of a query over the views as they are now."""
        refresh_views(self.connection)
        return [tuple(row) for row in self.connection.execute(text(query), given)]
