"""Migrations: equal to the models, complete in comments, and idempotent."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, select, text, update

from nianbao.domain.divisions import regions
from nianbao.domain.divisions.history import chronicle
from nianbao.store import models
from nianbao.store.migrate import is_current, upgrade
from nianbao.store.views.kept import OWN_TABLES

# Ours alone: what Postgres itself and Alembic put there is not.
UNCOMMENTED = text(
    """
SELECT relation.relname, attribute.attname
FROM pg_class AS relation
JOIN pg_namespace AS schema ON schema.oid = relation.relnamespace AND schema.nspname IN ('public', 'pub')
LEFT JOIN pg_attribute AS attribute
       ON attribute.attrelid = relation.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
WHERE relation.relkind IN ('r', 'v', 'm') AND relation.relname <> 'alembic_version'
  AND (obj_description(relation.oid) IS NULL OR col_description(relation.oid, attribute.attnum) IS NULL)
"""
)
COMPARED = {
    "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    # Kept views are tables that each upgrade makes, as it makes views.
    "include_name": lambda name, kind, _: kind != "table" or name not in OWN_TABLES,
}


def test_migrations_give_the_models(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts=COMPARED)
    assert compare_metadata(context, models.metadata) == []


def test_the_comparison_sees_a_changed_check_and_a_changed_comment(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE figure DROP CONSTRAINT figure_value_check")
    connection.exec_driver_sql("COMMENT ON COLUMN claim.text IS 'something else'")
    context = MigrationContext.configure(connection, opts=COMPARED)
    seen = repr(compare_metadata(context, models.metadata))
    assert "figure_value_check" in seen
    assert "something else" in seen


def test_every_table_view_and_column_has_a_comment(connection: Connection) -> None:
    assert connection.execute(UNCOMMENTED).all() == []


def test_setting_up_again_changes_nothing(database: tuple[str, Engine]) -> None:
    _, engine = database
    with engine.begin() as connection:
        before = connection.execute(select(models.RegionCode.region_id, models.RegionCode.code)).all()
        connection.exec_driver_sql("DELETE FROM installed")
    assert not is_current(engine)
    upgrade(engine)
    assert is_current(engine)
    with engine.begin() as connection:
        assert connection.execute(select(models.RegionCode.region_id, models.RegionCode.code)).all() == before


def test_every_region_and_figure_is_there(connection: Connection) -> None:
    now = (models.RegionCode.valid_to.is_(None), models.RegionName.valid_to.is_(None))
    names = (
        select(models.RegionCode.code, models.RegionName.name)
        .where(*now)
        .join(models.RegionName, models.RegionName.region_id == models.RegionCode.region_id)
    )
    assert {row.code: row.name for row in connection.execute(names)} == {
        code: region.name for code, region in regions().items()
    }
    assert (
        connection.execute(
            select(models.Indicator.short_name).where(models.Indicator.key == "t3.denied.state_secret.natural_person")
        ).scalar_one()
        == "t3_dn_secret_nat"
    )


def test_a_region_that_is_renamed_or_moved_keeps_its_id(database: tuple[str, Engine]) -> None:
    _, engine = database
    this = (
        models.RegionName.region_id
        == select(models.RegionCode.region_id).where(models.RegionCode.code == "350128").scalar_subquery()
    )
    with engine.begin() as connection:
        known = connection.execute(select(models.RegionName.region_id).where(this)).scalar_one()
        connection.execute(update(models.RegionName).where(this).values(name="旧名县"))
        above = models.RegionParent.region_id == known
        connection.execute(update(models.RegionParent).where(above).values(parent_id=known))
        connection.exec_driver_sql("DELETE FROM installed")
    upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(select(models.RegionName.name).where(this)).scalar_one() == "平潭县"
        parent = (
            select(models.RegionCode.code)
            .join(models.RegionParent, models.RegionParent.parent_id == models.RegionCode.region_id)
            .where(models.RegionParent.region_id == known)
        )
        assert connection.execute(parent).scalar_one() == "350100"
        assert connection.execute(select(func.count()).select_from(models.Region)).scalar_one() == len(
            chronicle().lives
        )
