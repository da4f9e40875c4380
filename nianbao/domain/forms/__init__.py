"""The form by year: labels, tables, identities, one data file a form, each complete in itself."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from nianbao.domain.forms.load import figure_key, load_form
from nianbao.domain.forms.model import CellRule, Form, Grid, HeadWords, Identity, Indicator, Line, Table, Term

__all__ = [
    "CellRule",
    "Form",
    "Grid",
    "HeadWords",
    "Identity",
    "Indicator",
    "Line",
    "Table",
    "Term",
    "figure_key",
    "form_in_force",
    "forms",
]


@cache
def forms() -> Mapping[str, Form]:
    """Every form by name, the latest first."""
    found = [load_form(file) for file in files(__name__).iterdir() if file.name.endswith(".toml")]
    found.sort(key=lambda form: (-form.first_year, form.name))
    return {form.name: form for form in found}


def form_in_force(year: int) -> Form | None:
    """The national form of a report year; null before 2019, when there was none with tables 2 to 4."""
    for form in forms().values():
        if form.national and form.in_use_in(year):
            return form
    return None
