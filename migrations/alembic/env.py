"""Alembic's entry: runs the migrations on the connection that `app.database.schema` hands over, in its transaction."""

from alembic import context
from geoalchemy2 import alembic_helpers

from app.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # PostGIS keeps tables of its own, which autogeneration must leave alone.
    include_object=alembic_helpers.include_object,
    render_item=alembic_helpers.render_item,
    process_revision_directives=alembic_helpers.writer,
)
with context.begin_transaction():
    context.run_migrations()
