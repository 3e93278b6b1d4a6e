"""An event that another one stands for names it, and is left out where that one is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("duplicate_of", sa.Text))
    op.create_index(
        "events_duplicate_of", "events", ["duplicate_of"], postgresql_where=sa.text("duplicate_of IS NOT NULL")
    )
    tell_by_index(["type", "date_from", "date_to", "duplicate_of"])


def tell_by_index(columns: list[str]) -> None:
    """Dense tiles are counted from this index alone, and count what is shown."""
    op.drop_index("events_tile", "events")
    op.create_index("events_tile", "events", ["tile_x", "tile_y"], postgresql_include=columns)


def downgrade() -> None:
    tell_by_index(["type", "date_from", "date_to"])
    op.drop_index("events_duplicate_of", "events")
    op.drop_column("events", "duplicate_of")
