"""Short texts stay in an event's row.

A row longer than 2 KB, which one with three shapes is, had every single text put out of it, down to a status of eight
letters: twelve entries in the table beside for each event, each to be fetched again by whoever filters or reads. Rows
that are there keep what they have; they are written anew when they change.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHORT = (
    "public_id origin source source_id type subtype title date_precision date_basis method location relation place "
    "place_id country admin1 actors counts language status parent duplicate_of fingerprint point_json"
).split()


def set_storage(storage: str) -> None:
    op.execute("ALTER TABLE events " + ", ".join(f"ALTER {name} SET STORAGE {storage}" for name in SHORT))


def upgrade() -> None:
    set_storage("MAIN")


def downgrade() -> None:
    set_storage("EXTENDED")
    op.execute("ALTER TABLE events ALTER point_json SET STORAGE EXTERNAL")
