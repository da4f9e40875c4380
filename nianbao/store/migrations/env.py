"""Run by Alembic: migrate over the connection that `nianbao.store.migrate` hands in."""

from alembic import context

from nianbao.store.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
)
context.run_migrations()
