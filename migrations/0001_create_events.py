"""Articles, events with their ready text, evidence, links, tokens and the data version."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
READY_TEXT = ("properties", "region_json", "core_json", "point_json")
OCCURRED = (
    "CASE WHEN date_from IS NULL AND date_to IS NULL THEN NULL::tstzrange ELSE tstzrange(date_from, date_to, '[]') END"
)


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    create_articles()
    create_events()
    create_evidence_and_links()
    op.create_table(
        "tokens",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("created", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.Column("revoked", INSTANT),
    )
    op.create_table(
        "data_version",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changed", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.CheckConstraint("id = 1", name="data_version_is_one_row"),
    )
    op.execute("INSERT INTO data_version (id, version) VALUES (1, 1)")


def create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("content_hash", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("published", INSTANT),
        sa.Column("published_precision", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.Column("added", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.Column("retracted_at", INSTANT),
    )


def create_events() -> None:
    counts = [
        sa.Column(f"{kind}_{side}", sa.BigInteger) for kind in ("killed", "wounded") for side in ("low", "best", "high")
    ]
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("public_id", sa.Text, nullable=False, unique=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subtype", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date_from", INSTANT),
        sa.Column("date_to", INSTANT),
        sa.Column("date_precision", sa.Text),
        sa.Column("date_basis", sa.Text),
        sa.Column("occurred", TSTZRANGE, sa.Computed(OCCURRED, persisted=True)),
        sa.Column("region", Geometry("MULTIPOLYGON", 4326, spatial_index=False)),
        sa.Column("core", Geometry("MULTIPOLYGON", 4326, spatial_index=False)),
        sa.Column("point", Geometry("POINT", 4326, spatial_index=False)),
        sa.Column("region_km2", sa.Double),
        sa.Column("radius_km", sa.Double),
        sa.Column("method", sa.Text),
        sa.Column("location", sa.Text),
        sa.Column("relation", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("place_id", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("admin1", sa.Text),
        sa.Column("precision_acled", sa.SmallInteger),
        sa.Column("precision_ucdp", sa.SmallInteger),
        sa.Column("precision_gtd", sa.SmallInteger),
        sa.Column("confidence", sa.Double),
        sa.Column("actors", JSONB, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("counts", JSONB, nullable=False, server_default=sa.text("'{}'")),
        *counts,
        sa.Column("language", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("aggregate", sa.Boolean, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("do_not_reexport", sa.Boolean, nullable=False),
        sa.Column("sources", JSONB, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("search", TSVECTOR, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("updated", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.Column("properties", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in READY_TEXT[1:]),
        sa.CheckConstraint("date_from <= date_to", name="events_interval_is_not_reversed"),
    )
    for name in READY_TEXT:  # read often and whole: decompressing would cost more than the space is worth
        op.execute(f"ALTER TABLE events ALTER COLUMN {name} SET STORAGE EXTERNAL")
    op.create_index("events_region_occurred", "events", ["region", "occurred"], postgresql_using="gist")
    op.create_index("events_occurred", "events", ["occurred"], postgresql_using="gist")
    op.create_index("events_search", "events", ["search"], postgresql_using="gin")
    for column in ("type", "subtype", "country", "source"):
        op.create_index(f"events_{column}", "events", [column, "id"])
    op.create_index("events_parent", "events", ["parent"], postgresql_where=sa.text("parent IS NOT NULL"))
    op.create_index("events_undated", "events", ["id"], postgresql_where=sa.text("occurred IS NULL"))
    op.create_index("events_unplaced", "events", ["id"], postgresql_where=sa.text("region IS NULL"))


def create_evidence_and_links() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "event_id", sa.BigInteger, sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column(
            "article_id", sa.BigInteger, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("start", sa.BigInteger, nullable=False),
        sa.Column("end", sa.BigInteger, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("suffix", sa.Text, nullable=False),
    )
    op.create_table(
        "event_links",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("event_id", sa.BigInteger, sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "same_as_id", sa.BigInteger, sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("parts", JSONB, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made", INSTANT, nullable=False, server_default=sa.func.now()),
        sa.Column("undone", INSTANT),
        sa.UniqueConstraint("event_id", "same_as_id"),
    )


def downgrade() -> None:
    for table in ("data_version", "tokens", "event_links", "evidence", "events", "articles"):
        op.drop_table(table)
