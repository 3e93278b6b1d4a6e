"""Tiles of low zooms are counted ahead; shapes for tiles are simplified, and lie so that filters read little."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The whole interval is in the index, so that a window of time needs no look at the rows.
TOLD_BY_INDEX = ["type", "subtype", "occurred", "duplicate_of"]
QUADKEY = "tile_key(ST_X(point), ST_Y(point))"

CUT_OFF = """CASE WHEN ST_YMax(region) > 85.06 OR ST_YMin(region) < -85.06
THEN ST_CollectionExtract(ST_Intersection(region, ST_MakeEnvelope(-180, -85.06, 180, 85.06, 4326)), 3)
ELSE region END"""
TILE_SHAPE = f"ST_Multi(ST_Transform(ST_Simplify({CUT_OFF}, 0.0007, true), 3857))"

# Morton order. The bits are spread, or brought together again, in steps of 8, 4, 2 and 1. Nothing of PostGIS is named
# here: a restored back-up calls the first one with an empty search path.
FUNCTIONS = """
CREATE FUNCTION tile_key(lon double precision, lat double precision) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    latitude double precision := radians(greatest(-85.05, least(85.05, lat)));
    x bigint := greatest(0, least(65535, floor((lon + 180) / 360 * 65536)));
    y bigint := floor((1 - ln(tan(latitude) + 1 / cos(latitude)) / pi()) / 2 * 65536);
BEGIN
    x := (x | (x << 8)) & x'00ff00ff'::bigint; y := (y | (y << 8)) & x'00ff00ff'::bigint;
    x := (x | (x << 4)) & x'0f0f0f0f'::bigint; y := (y | (y << 4)) & x'0f0f0f0f'::bigint;
    x := (x | (x << 2)) & x'33333333'::bigint; y := (y | (y << 2)) & x'33333333'::bigint;
    x := (x | (x << 1)) & x'55555555'::bigint; y := (y | (y << 1)) & x'55555555'::bigint;
    RETURN x | (y << 1);
END $$;

CREATE FUNCTION tile_column(key bigint) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    x bigint := key & x'55555555'::bigint;
BEGIN
    x := (x | (x >> 1)) & x'33333333'::bigint;
    x := (x | (x >> 2)) & x'0f0f0f0f'::bigint;
    x := (x | (x >> 4)) & x'00ff00ff'::bigint;
    RETURN (x | (x >> 8)) & x'0000ffff'::bigint;
END $$;
"""

ROWS = """SELECT id, quadkey, type, coalesce(subtype, '') AS subtype,
    date_from AS first, coalesce(date_to, date_from) AS last
    FROM {table} WHERE quadkey IS NOT NULL AND duplicate_of IS NULL"""
# Levels for zooms 0 to 2, 3 and 4, 5 and 6, whose tiles show 32 by 32 cells.
COUNTED = """SELECT level, quadkey >> (32 - 2 * level) AS cell, type, subtype,
    count(*) AS events, min(first) AS first, max(last) AS last
    FROM ({rows}) AS rows CROSS JOIN (VALUES (7), (9), (11)) AS levels (level)
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
ADD = """INSERT INTO event_cells AS known {counted}
    ON CONFLICT (level, cell, type, subtype) DO UPDATE SET events = known.events + excluded.events,
    first = least(known.first, excluded.first), last = greatest(known.last, excluded.last);"""
# Where the first or the last one went, who is first or last now is looked up.
SUBTRACT = """WITH gone AS MATERIALIZED ({counted})
    UPDATE event_cells AS known SET events = known.events - gone.events,
    first = CASE WHEN gone.first > known.first OR gone.first IS NULL THEN known.first
        ELSE (SELECT min(date_from) FROM {there}) END,
    last = CASE WHEN gone.last < known.last OR gone.last IS NULL THEN known.last
        ELSE (SELECT max(coalesce(date_to, date_from)) FROM {there}) END
    FROM gone WHERE (known.level, known.cell, known.type, known.subtype)
        = (gone.level, gone.cell, gone.type, gone.subtype);"""
THERE = """events WHERE quadkey >= known.cell << (32 - 2 * known.level)
    AND quadkey < (known.cell + 1) << (32 - 2 * known.level)
    AND events.type = known.type AND coalesce(events.subtype, '') = known.subtype AND duplicate_of IS NULL"""
ADDED, GONE = ROWS.format(table="added"), ROWS.format(table="removed")
NEWLY, NO_LONGER = f"{ADDED} EXCEPT {GONE}", f"{GONE} EXCEPT {ADDED}"


def add(rows: str) -> str:
    return ADD.format(counted=COUNTED.format(rows=rows))


def subtract(rows: str) -> str:
    return SUBTRACT.format(counted=COUNTED.format(rows=rows), there=THERE)


# Writers take turns from their first change to their commit, or two that meet in two cells would wait for each other.
TURNS = "PERFORM pg_advisory_xact_lock(hashtext('event_cells'));"
TRIGGERS = {
    "insert": ("REFERENCING NEW TABLE AS added", add(ADDED)),
    "delete": ("REFERENCING OLD TABLE AS removed", subtract(GONE)),
    "update": ("REFERENCING OLD TABLE AS removed NEW TABLE AS added", subtract(NO_LONGER) + add(NEWLY)),
    "truncate": ("", "DELETE FROM event_cells;"),
}


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.drop_index("events_tile", "events")
    for name in ("tile_x", "tile_y", "tile_shape"):
        op.drop_column("events", name)
    # What filters and tiles look at stays in the row: to fetch a shape from outside takes longer than to put it into a
    # tile. The ready texts hardly shrink, so packing them is not tried.
    op.execute(
        "ALTER TABLE events ALTER region SET STORAGE MAIN, ALTER tile_rough SET STORAGE MAIN,"
        " ALTER region_json SET STORAGE EXTERNAL, ALTER core_json SET STORAGE EXTERNAL"
    )
    shape = Geometry("MULTIPOLYGON", 3857, spatial_index=False)
    op.add_column("events", sa.Column("tile_shape", shape, sa.Computed(TILE_SHAPE, persisted=True)))
    op.execute("ALTER TABLE events ALTER tile_shape SET STORAGE MAIN")
    op.add_column("events", sa.Column("quadkey", sa.BigInteger, sa.Computed(QUADKEY, persisted=True)))
    op.create_index("events_quadkey", "events", ["quadkey"], postgresql_include=TOLD_BY_INDEX)
    # A few pages that tell where the newest events lie, to be read together with the index on regions.
    op.create_index("events_newest", "events", ["id"], postgresql_using="brin")
    op.create_table(
        "event_cells",
        sa.Column("level", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("cell", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("type", sa.Text, primary_key=True),
        sa.Column("subtype", sa.Text, primary_key=True),
        sa.Column("events", sa.BigInteger, nullable=False),
        sa.Column("first", sa.TIMESTAMP(timezone=True)),
        sa.Column("last", sa.TIMESTAMP(timezone=True)),
    )
    op.execute(add(ROWS.format(table="events")))
    for action, (tables, statement) in TRIGGERS.items():
        op.execute(
            f"CREATE FUNCTION count_on_{action}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN {TURNS} {statement} RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER count_on_{action} AFTER {action} ON events {tables}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION count_on_{action}()"
        )


def downgrade() -> None:
    for action in TRIGGERS:
        op.execute(f"DROP TRIGGER count_on_{action} ON events")
        op.execute(f"DROP FUNCTION count_on_{action}()")
    op.drop_table("event_cells")
    op.drop_index("events_newest", "events")
    op.drop_index("events_quadkey", "events")
    for name in ("quadkey", "tile_shape"):
        op.drop_column("events", name)
    op.execute("DROP FUNCTION tile_key, tile_column")
    latitude = "radians(greatest(-85.05, least(85.05, ST_Y(point))))"
    for name, kind, expression in (
        ("tile_shape", Geometry("MULTIPOLYGON", 3857, spatial_index=False), f"ST_Multi(ST_Transform({CUT_OFF}, 3857))"),
        ("tile_x", sa.Integer, "least(65535, floor((ST_X(point) + 180) / 360 * 65536))::integer"),
        (
            "tile_y",
            sa.Integer,
            f"floor((1 - ln(tan({latitude}) + 1 / cos({latitude})) / pi()) / 2 * 65536)::integer",
        ),
    ):
        op.add_column("events", sa.Column(name, kind, sa.Computed(expression, persisted=True)))
    told = ["type", "date_from", "date_to", "duplicate_of"]
    op.create_index("events_tile", "events", ["tile_x", "tile_y"], postgresql_include=told)
