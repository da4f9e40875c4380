"""The pages of comparability and indicators, out of the data: `python -m nianbao.store.pages` writes both."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nianbao.domain.crosswalk import crosswalk
from nianbao.domain.rates import TOTAL, Rate, Term, rates, totals
from nianbao.domain.regime import RegimeEvent, regime_events
from nianbao.domain.reuse import reuse
from nianbao.store.dictionary import markdown_table

WRITTEN = "Written by `python -m nianbao.store.pages` from the data; do not edit it by hand."
COMPARABILITY = f"""\
# Comparability

{WRITTEN}

The forms of eighteen years do not ask for the same. `harmonised` sums the figures of each report to quantities that
several forms ask for; `year_over_year` sets a year beside the year before it and says why the two may not be compared.

- The form is that of the **table**, not of the report: a report may print table 2 on the form of 2021 and table 3 on
  that of 2019. Of a report that prints an annex beside the tables of 2019 the tables count.
- A sum is made of numbers as printed or proven (`value_filled`). Where one figure is not known, the sum is not known.
- `grade`: **A** comparable; **B** comparable with the caveat; **C** a break, never joined; **X** one period only: of
  a sum the worst of its parts.
- `break_before`: not to be joined with the year before in its series, because the figures summed are others at grade C
  or X, or because an event below lies between.
- The classes of outcomes divide those of each form: every figure in exactly one, all together the printed total. What
  they leave is `outcome_residual`, shown and never spread over them.
- `value_alt` is the broad variant: with replies of 2014 to 2018 that something is public already, which fall under
  予以公开 since 2019.

`not_comparable_because` in `year_over_year`: `gap` the year before is not held; `form` the earlier report has no such
cell, or other figures are summed at grade C or X; `regime` an event lies between; `coverage` unclear what is counted;
`publisher` another kind of organ of the lineage signs; `boundary` the area of the region changed; `quality` one of the
two is no number, or a doubtful one."""
INDICATORS = f"""\
# Indicators

{WRITTEN}

`rate` has a row for every report, indicator and kind of applicant; `total` is all of them. Numerator and denominator
always stand beside the value. A value is null with its reason:

| `null_reason` | because |
|---|---|
| `component_missing` | a figure of it is neither a number nor proven; the sum it belongs to is null as well |
| `denominator_zero` | nothing stands below the line |
| `reading_doubt` | of a figure of it we are not sure of having read it right |
| `coverage_unclear` | what the report counts is unclear |
| `coverage_not_aggregate` | per head only where the whole area is counted |
| `form_mixed` | its figures stand on forms that do not go together |
| `no_previous_year` | the year before is not held in the series |
| `no_denominator` | no number of residents was imported (`nianbao denominators import`) |
| `boundary_differs` | the residents are those of other boundaries |
| `not_observed` | its list was not watched since before it was due: nobody knows when it came |
| `not_decided` | the day it was due lies between two looks |

`n_small`: the denominator is below 10; do not draw or map such a value. `total_conflict`: a printed total that the rate
rests on is not the sum of its parts; both stand there, as `total_printed` and `total_of_parts`. `rate_strict` shows no
value then, nor where no printed identity bears the figures out. The grades: [comparability](comparability.md).

Residents are never interpolated. A later vintage is another row; `denominator.is_default` marks the one that is used.

Days late, from the first whole look at a list that was watched since before the report was due
([the frame](frame.md#how-late)), are columns of `report` as well; text used again has a view and rules of its own,
below."""
RULES = reuse()
TEXT = f"""\
`text_reuse` has a row for every held report and part of its prose ({", ".join(f"`{part}`" for part in RULES.parts)};
`all`: those of them that could be judged). `text_reuse_prev` is the share of the part that stands in last year's report
of the same series, `text_reuse_peer` the share that stands in the likest report of another publisher and the same year,
`peer_report_id`. `similarity_prev` and `similarity_peer` in `section` are Jaccard's measure of the same two pairs:
what both have, of what either has. A part that is copied whole into a longer text: the share of the shorter is 1, the
similarity is less.

How it is computed:

1. Personal data, figures, marks and white space are left out, so that a sentence with this year's figures is last
   year's sentence. The text is cut into clauses at `，。；：！？` and line ends; a clause of fewer than
   {RULES.clause_characters} characters says nothing and is dropped.
2. A clause that stands in more than {RULES.set_phrase_share:.0%} of the year's reports, and in at least
   {RULES.set_phrase_reports}, is a set phrase (of the law, of a superior's model) and dropped, as `set_chars`. A
   sentence that stands in so many goes with all its clauses.
3. What is left is weighed by its characters, each clause once in a part, and compared with every other report of the
   year by an index of clauses: exact, without sampling or hashes, so the likest is the likest. Shingles of a fixed
   length, one from every character, would make an index many times as large; a clause is about as long as one.

It errs on the side of too little: a clause in which one word was changed is another clause. A high value is copying or
a common model below the {RULES.set_phrase_share:.0%}; a low one proves no original thought. Never rank by it.

| null reason | because |
|---|---|
| `section_missing` | the report has no such section |
| `section_missing_before` | last year's has none |
| `too_short` | fewer than {RULES.text_characters} characters in its clauses |
| `set_phrases_only` | fewer than {RULES.text_characters} once set phrases are left out: nothing of its own to judge |
| `too_few_reports` | fewer than {RULES.reports_of_a_year} reports of the year are held: set phrases cannot be told |
| `no_previous_year` | the year before is not held in the series, or withheld |
| `no_peer` | no other publisher's report of the year has such a section |
| `withheld` | the report is withheld; nor is it compared with others |
| `not_compared` | in `section`: what such a section says is bound by the form |
| `not_made_yet` | in `section`: read since the kept views were made |

It is made with the kept views, for a year of which a reading, or one of the year before, is another than when it was
made; the other years stay as they are. A year of 1,000 reports with 2,200 characters each took 10 seconds beside much
other work on two cores, and nothing where nothing had changed; pairs that share a clause grow faster than reports. The
numbers above are data: `nianbao/domain/reuse.toml`."""


def comparability() -> str:
    """The page of crosswalk and events."""
    walk = crosswalk()
    classes = [[f"`{one.key}`", one.label, one.english, str(one.grade), one.caveat] for one in walk.classes.values()]
    series = [
        [f"`{one.key}`", str(one.grade), one.caveat, _keys((share.form, share.key) for share in one.shares)]
        for one in walk.series.values()
    ]
    events = [_event(event) for event in regime_events()]
    shares = [
        [f"`{name}`", _keys((share.form, share.key) for part in walk.partitions.values() for share in part.shares
                            if share.belongs_to == name)]
        for name in walk.classes
    ]  # fmt: skip
    return (
        "\n\n".join(
            [
                COMPARABILITY,
                "## Events that break series",
                markdown_table(["event", "date", "what", "first report year", "not joined across it", "act"], events),
                "## Classes of outcomes",
                markdown_table(["class", "as printed since 2019", "in English", "grade", "caveat"], classes),
                markdown_table(["class", "figures"], shares),
                "## Other quantities",
                markdown_table(["quantity", "grade", "caveat", "figures"], series),
            ]
        )
        + "\n"
    )


def indicators() -> str:
    """The page of rates and of the totals they rest on."""
    checked = [
        [f"`{one.name}`", _keys((term.form, term.key) for term in one.printed), _sum(one.parts)]
        for one in totals()
        if one.applicant == TOTAL
    ]
    return (
        "\n\n".join(
            [
                INDICATORS,
                "## Rates",
                *(_rate(rate) for rate in rates()),
                "## Totals they rest on",
                markdown_table(["total", "printed", "its parts"], checked),
                "## Text used again",
                TEXT,
            ]
        )
        + "\n"
    )


def _event(event: RegimeEvent) -> list[str]:
    affected = " ".join(f"`{pattern}`" for pattern in event.affects) or "publishers alone: see their lineage"
    return [f"`{event.key}`", str(event.date), event.label_en, str(event.affects_from_year), affected, event.source]


def _rate(rate: Rate) -> str:
    scale = "" if rate.scale == 1 else f", times {rate.scale:,}"
    by_applicant = " Also by kind of applicant." if len(rate.applicants) > 1 else ""
    eras = [[", ".join(f"`{form}`" for form in era.forms) or "any", str(era.grade), era.caveat] for era in rate.eras]
    formula = [
        [side, _sum(terms[TOTAL])] for side, terms in (("numerator", rate.numerator), ("denominator", rate.denominator))
    ]
    head = f"### `{rate.key}`\n\n{rate.english}{scale}.{by_applicant}"
    return "\n\n".join(
        [head, markdown_table(["forms", "grade", "caveat"], eras), markdown_table(["", "figures"], formula)]
    )


def _sum(terms: Iterable[Term]) -> str:
    return _keys((term.form, _signed(term)) for term in terms)


def _signed(term: Term) -> str:
    named = f"{term.key} of the year before" if term.source == "previous" else term.key
    return named if term.coefficient == 1 else f"{term.coefficient} × {named}"


def _keys(pairs: Iterable[tuple[str, str]]) -> str:
    """Forms that have the same figures, with these."""
    by_form: dict[str, list[str]] = {}
    for form, key in pairs:
        by_form.setdefault(form, []).append(key)
    grouped: dict[tuple[str, ...], list[str]] = {}
    for form, keys in by_form.items():
        grouped.setdefault(tuple(keys), []).append(form)
    return "; ".join(_group(forms, keys) for keys, forms in grouped.items())


def _group(forms: Iterable[str], keys: Iterable[str]) -> str:
    named = " ".join(f"`{form}`" for form in forms if form)
    return f"{named}: " * bool(named) + " + ".join(f"`{key}`" for key in keys)


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page."""
    yield "comparability.md", comparability()
    yield "indicators.md", indicators()


if __name__ == "__main__":
    for name, written in pages():
        (Path(sys.argv[1] if len(sys.argv) > 1 else "docs") / name).write_text(written, "utf-8")
