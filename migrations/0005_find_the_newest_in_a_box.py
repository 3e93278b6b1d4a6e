"""An index of a few pages that tells where the newest events lie, to be read together with the one on regions."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("events_newest", "events", ["id"], postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("events_newest", "events")
