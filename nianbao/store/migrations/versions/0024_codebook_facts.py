"""What the codebook says of figures beside their labels, and each figure as each form prints it."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

Words = ARRAY(sa.Text())
NONE = sa.text("'{}'")
CLOSED = {
    "measure": ("count", "stock", "amount", "signed_change", "cumulative"),
    "counting_rule": ("exclusive", "multi_coded"),
    "ground_class": ("mandatory", "third_party", "discretionary", "redirected"),
    "applicant_class": ("natural_person", "organisation", "all"),
}


def upgrade() -> None:
    """Columns of the codebook, and the cells of forms."""
    for column in _facts():
        op.add_column("indicator", column)
    for name, words in CLOSED.items():
        allowed = ", ".join(f"'{word}'" for word in words)
        op.create_check_constraint(op.f(f"indicator_{name}_check"), "indicator", f"{name} IN ({allowed})")
    op.create_table(
        "form_cell",
        _given("form", sa.Text(), "The form."),
        _given("key", sa.Text(), "The figure."),
        _given("position", sa.Integer(), "Order on the form, from 0."),
        _given("label_zh", sa.Text(), "Labels of row and column as this form prints them."),
        _given("label_en", sa.Text(), "The same in English."),
        _known("unit", sa.Text(), "Unit; null: the form states none."),
        _known(
            "outcome_class",
            sa.Text(),
            "The class of outcomes it belongs to on this form: see crosswalk; null: it is no outcome here.",
        ),
        _given("evidence", sa.Text(), "How its label is known: seen, recalled or inferred."),
        sa.CheckConstraint("evidence IN ('seen', 'recalled', 'inferred')", name=op.f("form_cell_evidence_check")),
        sa.PrimaryKeyConstraint("form", "key", name=op.f("form_cell_pkey")),
        comment="A figure as one form prints it. Filled from the forms, not by hand.",
    )


def _facts() -> tuple["sa.Column[Any]", ...]:
    text = sa.Text()
    return (
        _known("definition_zh", text, "What it counts; null: nothing beyond its label is stated."),
        _known("definition_en", text, "The same in English."),
        _known(
            "measure",
            text,
            "count of a year, stock of a day, amount of money, signed_change, or cumulative since the first report.",
        ),
        _known(
            "counting_rule",
            text,
            "exclusive: a request stands in one outcome alone; multi_coded: it may stand in several; null: not stated.",
        ),
        _known(
            "legal_basis_2019",
            text,
            "Article of the Regulations of 2019 or other act that it rests on; null: none is stated.",
        ),
        _known(
            "outcome_class",
            text,
            "Class of outcomes in the forms that divide it so: see form_cell; null: it is no outcome.",
        ),
        _known(
            "ground_class",
            text,
            "Ground of a refusal since 2019: mandatory (article 14), third_party (15), discretionary (16); "
            "redirected is no exemption; null: no refusal, or before 2019.",
        ),
        _known("applicant_class", text, "natural_person, organisation or all; null: not by applicant."),
        _known(
            "foi_term",
            text,
            "What annual reports of other countries on access to information call the like; null: nothing is.",
        ),
        _given("concept", Words, "Quantities of several forms that it is a part of: see crosswalk.", NONE),
        _known("grade", text, "The worst grade it has there; null: it is a part of none."),
        _given("caveat", text, "What to know before comparing; empty: nothing.", ""),
        _given("break_years", ARRAY(sa.SmallInteger()), "Report years across which a law or form breaks it.", NONE),
        _known("valid_min", sa.Numeric(), "Least number it may be; null: no rule says."),
        _known(
            "structural_zero_except",
            Words,
            "Levels and kinds of organs that may print another number than zero; null: all may.",
        ),
        _given("identities", Words, "Rules of the identities it stands in.", NONE),
        _given("aliases", Words, "What its row or column is also called in published reports.", NONE),
    )


def _given(
    name: str, kind: "sa.types.TypeEngine[Any]", comment: str, default: "str | sa.TextClause | None" = None
) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False, comment=comment, server_default=default)


def _known(name: str, kind: "sa.types.TypeEngine[Any]", comment: str) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=True, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("form_cell")
    for column in reversed(_facts()):
        op.drop_column("indicator", column.name)
