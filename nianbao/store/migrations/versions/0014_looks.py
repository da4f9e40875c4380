"""Looks at lists and what became of addresses, each with its evidence; duties; from where a crawl asked."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SITE_STATES = "state IN ('complete', 'sampled', 'partial', 'blocked', 'unreachable', 'robots', 'failed')"
LISTING_STATES = "state IN ('held', 'listed', 'format_not_read', 'gone', 'blocked', 'unreachable', 'robots')"
RULE = "What was recognised: a status, a kind of page, a failure; empty: nothing to recognise."
RECORD = "WARC-Record-ID of the answer or failure that shows it; null: nothing on record."
# Of crawls before this was kept, their outcome is known and the moments of their captures, not what their lists showed.
LOOKS_BEFORE = """
INSERT INTO look (site, began, ended, crawl_id, list_url, state, is_whole, rule, evidence)
SELECT outcome ->> 'site', min(captured_at), max(captured_at), crawl_id, portal.list_url, outcome ->> 'state',
       outcome ->> 'state' = 'complete' AND portal.list_url IS NOT NULL, '', ''
FROM crawl
CROSS JOIN jsonb_array_elements(crawl.sites) AS outcome
JOIN capture USING (crawl_id)
JOIN portal ON portal.site = outcome ->> 'site'
WHERE capture.site = portal.site
GROUP BY crawl_id, portal.site, portal.list_url, outcome
ON CONFLICT DO NOTHING
"""


def moment(name: str, comment: str) -> "sa.Column[datetime]":
    """A moment that is always known."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, comment=comment)


def word(name: str, comment: str, *, null: bool = False) -> "sa.Column[str]":
    """A column of text."""
    return sa.Column(name, sa.Text(), nullable=null, comment=comment)


def upgrade() -> None:
    """Four tables of what was seen and is due, and what portals, crawls, organs and rows of lists need beside them."""
    columns()
    shown()
    look()
    outcome()
    duties()
    op.execute(LOOKS_BEFORE)


def columns() -> None:
    """What earlier tables get."""
    empty = sa.text("''")
    said = "Where the crawler stood, as NIANBAO_VANTAGE names it; empty: not named."
    op.add_column("crawl", sa.Column("vantage", sa.Text(), server_default=empty, nullable=False, comment=said))
    said = "GB/T 2260 code of the organ that the row is of; null: its name is that of several places, or of none."
    op.add_column("listing", sa.Column("region_code", sa.Text(), nullable=True, comment=said))
    said = "That organ's one name; empty: the row names none that is known."
    op.add_column("listing", sa.Column("organ", sa.Text(), server_default=empty, nullable=False, comment=said))
    said = "It speaks for its whole region: its government, or that one's office."
    op.add_column("publisher", sa.Column("governs", sa.Boolean(), server_default="false", nullable=False, comment=said))


def shown() -> None:
    """What lists showed."""
    op.create_table(
        "shown",
        sa.Column("shown_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        word("site", "Name of the registry row."),
        word("digest", "SHA-256 of the rows."),
        sa.Column(
            "rows",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="Its rows: url, title, published, year, region, organ, verdict; sorted by address.",
        ),
        sa.PrimaryKeyConstraint("shown_id", name=op.f("shown_pkey")),
        sa.UniqueConstraint("site", "digest", name=op.f("shown_site_digest_key")),
        comment="Rows of a site's list that are titles of reports. Looks that saw the same share it.",
    )


def look() -> None:
    """Looks at sites."""
    op.create_table(
        "look",
        word("site", "Name of the registry row."),
        moment("began", "Moment of its first exchange."),
        moment("ended", "Moment of its last exchange."),
        sa.Column("crawl_id", sa.BigInteger(), nullable=False, comment="The crawl that first brought it."),
        word("list_url", "Address of the list then; null: none was known.", null=True),
        word("state", "How the site's crawl ended."),
        sa.Column("is_whole", sa.Boolean(), nullable=False, comment="Whether every page of the list was read."),
        sa.Column(
            "shown_id",
            sa.BigInteger(),
            nullable=True,
            comment="What the list showed; null: not read whole, or not kept then.",
        ),
        word("url", "Address that shows how it ended.", null=True),
        word("rule", RULE),
        word("evidence", "The same in a sentence; empty: nothing fell short."),
        word("record_id", RECORD, null=True),
        sa.CheckConstraint(SITE_STATES, name=op.f("look_state_check")),
        sa.CheckConstraint("ended >= began", name=op.f("look_ended_check")),
        sa.CheckConstraint("is_whole OR shown_id IS NULL", name=op.f("look_shown_check")),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.crawl_id"], name=op.f("look_crawl_id_fkey")),
        sa.ForeignKeyConstraint(["shown_id"], ["shown.shown_id"], name=op.f("look_shown_id_fkey")),
        sa.PrimaryKeyConstraint("site", "began", name=op.f("look_pkey")),
        comment="One crawl's look at a site: how it ended, and what the list showed where it was read whole.",
    )


def outcome() -> None:
    """What became of addresses."""
    op.create_table(
        "outcome",
        word("site", "Name of the registry row."),
        word("url", "The address, as the list or the registry has it."),
        moment("at", "Moment of the exchange that shows it."),
        sa.Column("crawl_id", sa.BigInteger(), nullable=False, comment="The crawl that first brought it."),
        word("state", "What became of it."),
        word("rule", RULE),
        word("evidence", "The same in a sentence; empty: it is held."),
        word("record_id", RECORD, null=True),
        sa.CheckConstraint(LISTING_STATES, name=op.f("outcome_state_check")),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.crawl_id"], name=op.f("outcome_crawl_id_fkey")),
        sa.PrimaryKeyConstraint("site", "url", "at", name=op.f("outcome_pkey")),
        comment="What became of an address of a report, each time it was asked for.",
    )
    op.create_index("outcome_crawl_id_idx", "outcome", ["crawl_id"])


def duties() -> None:
    """What the law asks for."""
    op.create_table(
        "duty",
        word("kind", "Kind of organ."),
        sa.Column("first_year", sa.SmallInteger(), nullable=False, comment="First report year it holds for."),
        sa.Column("last_year", sa.SmallInteger(), nullable=True, comment="Last such year; null: it still holds."),
        sa.Column("due_month", sa.SmallInteger(), nullable=True, comment="Month of the last day; null: no day by law."),
        sa.Column("due_day", sa.SmallInteger(), nullable=True, comment="Last day to publish, in the year after."),
        word("law", "Title and article of the law."),
        word("says", "Whom it obliges, or that it names no day."),
        word("evidence", "V read in the law, R recalled, I inferred."),
        sa.PrimaryKeyConstraint("kind", "first_year", name=op.f("duty_pkey")),
        comment="The duty of a kind of organ to publish, by report years. Filled from the list of obligations.",
    )
    op.create_table(
        "elsewhere",
        word("code", "Its GB/T 2260 code."),
        word("name", "Its name."),
        sa.PrimaryKeyConstraint("code", name=op.f("elsewhere_pkey")),
        comment="Divisions in which the Regulation is not in force. Filled with the duties.",
    )


def downgrade() -> None:
    """Without them."""
    for table in ("elsewhere", "duty", "outcome", "look", "shown"):
        op.drop_table(table)
    for table, column in (
        ("publisher", "governs"),
        ("listing", "organ"),
        ("listing", "region_code"),
        ("crawl", "vantage"),
    ):
        op.drop_column(table, column)
