"""Formulas of rates, events that break series, imported denominators, and when the kept views were made."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Words = ARRAY(sa.Text())
Moment = sa.DateTime(timezone=True)
Number = sa.Numeric()
Small = sa.SmallInteger()
Whole = sa.Integer()
KINDS = op.f("crosswalk_kind_check")
TABLES = ("refreshed", "denominator", "rate_total", "rate_term", "rate_era", "rate", "regime_event")


def upgrade() -> None:
    """The tables; those that are filled from the domain are filled right after."""
    op.drop_constraint(KINDS, "crosswalk", type_="check")
    op.create_check_constraint(KINDS, "crosswalk", "kind IN ('class', 'series', 'residual')")
    kind = "class: of the partition of outcomes; series; residual: what the classes leave over."
    op.alter_column("crosswalk", "kind", comment=kind, existing_type=sa.Text())
    _regime_event()
    _rate()
    _rate_era()
    _rate_term()
    _rate_total()
    _denominator()
    _refreshed()


def _column(name: str, kind: "sa.types.TypeEngine[Any]", comment: str, **more: Any) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False, comment=comment, **more)


def _regime_event() -> None:
    op.create_table(
        "regime_event",
        _column("event_id", sa.Text(), "Its name."),
        _column("date", sa.Date(), "The day it took effect or was issued; form of 2019: first day due."),
        _column("label_zh", sa.Text(), "What it is."),
        _column("label_en", sa.Text(), "The same in English."),
        _column("affects_keys", Words, "Figures, quantities of the crosswalk and rates that are not joined across it."),
        _column("affects_from_year", Small, "The first report year it bears on."),
        _column("kind", sa.Text(), "law, form or organisation."),
        _column("source", sa.Text(), "The act."),
        sa.CheckConstraint("kind IN ('law', 'form', 'organisation')", name=op.f("regime_event_kind_check")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("regime_event_pkey")),
        comment="A change of law, form or organisation that breaks series. Filled from the domain.",
    )


def _rate() -> None:
    op.create_table(
        "rate",
        _column("rate_key", sa.Text(), "Its name."),
        _column("position", Whole, "Order, from 0."),
        _column("label_en", sa.Text(), "What it is."),
        _column("scale", Number, "What the quotient is multiplied by."),
        _column("totals", Words, "Printed totals whose parts must add up."),
        _column("sources", Words, "What its terms are: see rate_term.source."),
        sa.PrimaryKeyConstraint("rate_key", name=op.f("rate_pkey")),
        comment="A derived indicator. Filled from the domain.",
    )


def _rate_era() -> None:
    op.create_table(
        "rate_era",
        _column("rate_key", sa.Text(), "The rate."),
        _column("era", sa.Text(), "Name of the group of forms."),
        _column("place", Whole, "Order; of two that fit a report the first counts."),
        _column("forms", Words, "The forms; none: the rate is of the report itself."),
        _column("tables", Words, "Tables it needs, that of the numerator first."),
        _column("grade", sa.Text(), "A, B with its caveat, C a break, X one period only."),
        _column("caveat", sa.Text(), "What to know before comparing."),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'X')", name=op.f("rate_era_grade_check")),
        sa.ForeignKeyConstraint(["rate_key"], ["rate.rate_key"], name=op.f("rate_era_rate_key_fkey")),
        sa.PrimaryKeyConstraint("rate_key", "era", name=op.f("rate_era_pkey")),
        comment="The forms a rate can be had from, and how it compares there. Filled from the domain.",
    )


def _rate_term() -> None:
    op.create_table(
        "rate_term",
        _column("rate_key", sa.Text(), "The rate."),
        _column("applicant", sa.Text(), "Column of table 3 it is for; total: all."),
        _column("side", sa.Text(), "numerator or denominator."),
        _column("form", sa.Text(), "Form of the figure; empty: of no form."),
        _column("source", sa.Text(), "figure; previous: one of the year before; report: a count of it; denominator."),
        _column("key", sa.Text(), "The figure."),
        _column("coefficient", Number, "What it is multiplied by in the sum."),
        sa.CheckConstraint("side IN ('numerator', 'denominator')", name=op.f("rate_term_side_check")),
        sa.CheckConstraint(
            "source IN ('figure', 'report', 'previous', 'denominator')", name=op.f("rate_term_source_check")
        ),
        sa.ForeignKeyConstraint(["rate_key"], ["rate.rate_key"], name=op.f("rate_term_rate_key_fkey")),
        sa.PrimaryKeyConstraint("rate_key", "applicant", "side", "form", "source", "key", name=op.f("rate_term_pkey")),
        comment="A figure of one form in the numerator or denominator of a rate. Filled from the domain.",
    )


def _rate_total() -> None:
    op.create_table(
        "rate_total",
        _column("name", sa.Text(), "Name of the total: see rate.totals."),
        _column("applicant", sa.Text(), "Column of table 3 it is for; total: all."),
        _column("side", sa.Text(), "printed or parts."),
        _column("form", sa.Text(), "Form of the figure."),
        _column("key", sa.Text(), "The figure."),
        _column("coefficient", Number, "What it is multiplied by in the sum."),
        sa.CheckConstraint("side IN ('printed', 'parts')", name=op.f("rate_total_side_check")),
        sa.PrimaryKeyConstraint("name", "applicant", "side", "form", "key", name=op.f("rate_total_pkey")),
        comment="A figure of a printed total, or of the parts that must add up to it. Filled from the domain.",
    )


def _denominator() -> None:
    names = ["region_id", "year", "kind", "source", "vintage"]
    now = sa.text("clock_timestamp()")
    op.create_table(
        "denominator",
        _column("denominator_id", sa.BigInteger(), "Our own number.", server_default=sa.Identity()),
        _column("region_id", sa.BigInteger(), "The region."),
        _column("year", Small, "The year it is of."),
        _column("kind", sa.Text(), "What is counted, such as resident_population."),
        _column("value", Number, "The number as given; nothing is interpolated."),
        _column("unit", sa.Text(), "Its unit."),
        _column("source", sa.Text(), "Where it is from."),
        _column("vintage", sa.Text(), "Which issue of the source: a later one is another row."),
        _column("boundary_year", Small, "The year whose boundaries it is of."),
        _column("imported_at", Moment, "When.", server_default=now),
        sa.CheckConstraint(
            "source ~ '[^[:space:]]' AND vintage ~ '[^[:space:]]'", name=op.f("denominator_named_check")
        ),
        sa.CheckConstraint("value > 0", name=op.f("denominator_value_check")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("denominator_region_id_fkey")),
        sa.PrimaryKeyConstraint("denominator_id", name=op.f("denominator_pkey")),
        sa.UniqueConstraint(*names, name=op.f(f"denominator_{'_'.join(names)}_key")),
        comment="A number on a region from a named source, such as its residents. Appended, never changed.",
    )
    op.create_index(op.f("denominator_region_id_year_idx"), "denominator", ["region_id", "year"])
    op.execute(
        "CREATE TRIGGER denominator_is_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON denominator "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _refreshed() -> None:
    op.create_table(
        "refreshed",
        _column("what", sa.Text(), "Always views."),
        _column("at", Moment, "When; they show what was held then."),
        _column("seconds", Number, "How long it took."),
        sa.PrimaryKeyConstraint("what", name=op.f("refreshed_pkey")),
        comment="When the kept views were last made anew: one row.",
    )


def downgrade() -> None:
    """Without them."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM crosswalk WHERE kind = 'residual'")
    op.drop_constraint(KINDS, "crosswalk", type_="check")
    op.create_check_constraint(KINDS, "crosswalk", "kind IN ('class', 'series')")
    kind = "class: of the partition of outcomes; series."
    op.alter_column("crosswalk", "kind", comment=kind, existing_type=sa.Text())
