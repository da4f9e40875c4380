"""The frame that is filled in by eye: every field empty, the cells under the labels that the form prints.

Nothing in it comes from the reader, but for the choice of the form: a figure that was copied cannot show an error.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from nianbao.domain.forms import Form, Indicator, form_in_force, forms
from nianbao.domain.report import Report
from pipelines.kit.captured import CapturedPage

FRAME = """\
# Fill in from the page, by eye, between the quotes; never from reading.json, which is what is put to the test.
# What stays empty is not compared. Then: nianbao kit --check FOLDER

title = ""      # as it stands above the report
year = ""       # the year that is reported on
publisher = ""  # who signs, in the words of its title
coverage = ""   # aggregate, own or unclear: what is counted
tables = ""     # none, where the page prints no table

[page]
file = "{file}"
url = {url}
captured_at = "{at}"
sha256 = "{sha256}"

# Which form each table is laid out after: {names}
[forms]
{tables}
# Cells as printed: 27, 0, /, 无; blank for an empty one. Labels are those of {chosen}: correct the key of a cell
# that this page calls otherwise, add others (`nianbao read` names the keys), take out what it does not print.
"""
CELL = """
[[cell]]
key = "{key}"
label = "{label}"
printed = ""
"""


def frame_of(page: CapturedPage, file: str, sha256: str, chosen: Iterable[Form]) -> str:
    """The frame of a page as TOML."""
    used = list(chosen)
    tables = dict.fromkeys(indicator.table for indicator in headline_cells(used))
    facts = {
        "file": file,
        # A string of JSON is one of TOML.
        "url": json.dumps(page.url, ensure_ascii=False),
        "at": f"{page.at:%Y-%m-%dT%H:%M:%SZ}" if page.at else "",
        "sha256": sha256,
        "names": ", ".join(forms()),
        "tables": "".join(f'{table} = ""\n' for table in tables),
        "chosen": ", ".join(form.name for form in used),
    }
    cells = (CELL.format(key=one.key, label=one.label) for one in headline_cells(used))
    return FRAME.format(**facts) + "".join(cells)


def headline_cells(chosen: Iterable[Form]) -> Iterator[Indicator]:
    """The headline figures of these forms, each key once."""
    found: Mapping[str, Indicator] = {
        indicator.key: indicator for form in chosen for indicator in form.indicators if indicator.headline
    }
    yield from found.values()


def forms_for(report: Report) -> list[Form]:
    """The forms whose labels the frame shows: those that the tables are laid out after, else that of the year."""
    known = [forms()[name] for name in dict.fromkeys(report.forms.values()) if name in forms()]
    in_force = form_in_force(report.year) if report.year else None
    return known or [in_force or next(iter(forms().values()))]
