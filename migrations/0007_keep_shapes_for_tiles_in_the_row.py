"""Shapes for tiles stay in the row: to fetch one from outside takes longer than to put it into a tile."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE events ALTER tile_shape SET STORAGE MAIN, ALTER tile_rough SET STORAGE MAIN")


def downgrade() -> None:
    op.execute("ALTER TABLE events ALTER tile_shape SET STORAGE EXTERNAL, ALTER tile_rough SET STORAGE EXTERNAL")
