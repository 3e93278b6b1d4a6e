"""The whole world is counted ahead as well, also by month; the newest in a region and time are found by one index."""

from types import ModuleType

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TOLD_BY_INDEX = ["quadkey", "type", "subtype", "country", "aggregate", "duplicate_of"]
BEGAN = ["date_to", "quadkey", "type", "duplicate_of"]
LATEST = [sa.text("date_from DESC NULLS LAST"), sa.text("id DESC")]
KEY = ["level", "month", "subtype", "cell", "type"]

# What is counted, from columns that `events_quadkey` holds.
ROWS = """SELECT {key}quadkey, type, nullif(subtype, '') AS subtype,
    lower(occurred) AS first, coalesce(upper(occurred), lower(occurred)) AS last
    FROM {table} WHERE quadkey IS NOT NULL AND duplicate_of IS NULL"""
MONTH = "(extract(year FROM {first}) * 12 + extract(month FROM {first}) - 1)::integer"
# For zooms 0, 1 and 2, 3, 4, 5 and 6, whose tiles show 16 by 16 cells, with all subtypes together; up to zoom 3 also by
# month; and with each subtype apart, which are so many that one level does for all.
LEVELS = [f"({level}, false, false)" for level in (4, 6, 7, 8, 10)]
LEVELS += [f"({level}, false, true)" for level in (4, 6, 7)]
LEVELS += ["(8, true, false)"]
COUNTED = f"""SELECT level, CASE WHEN monthly THEN {MONTH.format(first="first AT TIME ZONE 'UTC'")} ELSE 0 END AS month,
    CASE WHEN split THEN subtype ELSE '' END AS subtype, quadkey >> (32 - 2 * level) AS cell, type,
    count(*) AS events, min(first) AS first, max(last) AS last
    FROM ({{rows}}) AS rows CROSS JOIN (VALUES {{levels}}) AS levels (level, split, monthly)
    WHERE (first IS NOT NULL OR NOT monthly) AND (subtype IS NOT NULL OR NOT split)
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""  # noqa: S608 -- constant text
ADD = f"""INSERT INTO event_cells AS known ({", ".join(KEY)}, events, first, last) {{counted}}
    ON CONFLICT ({", ".join(KEY)}) DO UPDATE SET events = known.events + excluded.events,
    first = least(known.first, excluded.first), last = greatest(known.last, excluded.last);"""
# Where the first or the last one went, who is first or last now is looked up.
SUBTRACT = f"""WITH gone AS MATERIALIZED ({{counted}})
    UPDATE event_cells AS known SET events = known.events - gone.events,
    first = CASE WHEN gone.first > known.first OR gone.first IS NULL THEN known.first
        ELSE (SELECT min(lower(occurred)) FROM {{there}}) END,
    last = CASE WHEN gone.last < known.last OR gone.last IS NULL THEN known.last
        ELSE (SELECT max(coalesce(upper(occurred), lower(occurred))) FROM {{there}}) END
    FROM gone WHERE ({", ".join(f"known.{name}" for name in KEY)})
        = ({", ".join(f"gone.{name}" for name in KEY)});"""  # noqa: S608 -- constant text
THERE = f"""events WHERE quadkey >= known.cell << (32 - 2 * known.level)
    AND quadkey < (known.cell + 1) << (32 - 2 * known.level)
    AND events.type = known.type AND duplicate_of IS NULL
    AND (known.subtype = '' OR events.subtype = known.subtype)
    AND (known.month = 0 OR {MONTH.format(first="lower(occurred) AT TIME ZONE 'UTC'")} = known.month)"""
TOTAL_ROWS = """SELECT {key}type, country, aggregate,
    to_char(coalesce(date_from, date_to) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS began
    FROM {table} WHERE duplicate_of IS NULL"""
TOTAL = """INSERT INTO event_totals AS known (aspect, value, aggregate, events)
    SELECT aspect, value, aggregate, {sign}count(*) FROM ({rows}) AS rows
    CROSS JOIN LATERAL (VALUES ('day', began), ('type', type), ('country', country)) AS told (aspect, value)
    WHERE value IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (aspect, value, aggregate) DO UPDATE SET events = known.events + excluded.events;"""


def add(rows: str, levels: str = ", ".join(LEVELS)) -> str:
    return ADD.format(counted=COUNTED.format(rows=rows, levels=levels))


def subtract(rows: str) -> str:
    return SUBTRACT.format(counted=COUNTED.format(rows=rows, levels=", ".join(LEVELS)), there=THERE)


def added(rows: str) -> str:
    return rows.format(key="id, ", table="added")


def removed(rows: str) -> str:
    return rows.format(key="id, ", table="removed")


def newly(rows: str) -> str:
    return f"{added(rows)} EXCEPT {removed(rows)}"


def no_longer(rows: str) -> str:
    return f"{removed(rows)} EXCEPT {added(rows)}"


def total(rows: str, sign: str = "") -> str:
    return TOTAL.format(rows=rows, sign=sign)


# Writers take turns from their first change to their commit, or two that meet in two cells would wait for each other.
TURNS = "PERFORM pg_advisory_xact_lock(hashtext('event_cells'));"
TRIGGERS = {
    "insert": add(added(ROWS)) + total(added(TOTAL_ROWS)),
    "delete": subtract(removed(ROWS)) + total(removed(TOTAL_ROWS), "-"),
    "update": subtract(no_longer(ROWS))
    + add(newly(ROWS))
    + total(no_longer(TOTAL_ROWS), "-")
    + total(newly(TOTAL_ROWS)),
    "truncate": "DELETE FROM event_cells; DELETE FROM event_totals;",
}


def before() -> ModuleType:
    """The migration that counted first."""
    return context.script.get_revision("0004").module


def upgrade() -> None:
    # The key comes last: a page of the newest is read in its order.
    op.drop_index("events_region_occurred", "events")
    op.create_index(
        "events_region_occurred", "events", ["region", "occurred", sa.text("point(id, 0)")], postgresql_using="gist"
    )
    op.drop_index("events_newest", "events")
    # Tiles and summaries of a window of time are counted from this index alone.
    op.drop_index("events_occurred", "events")
    op.create_index(
        "events_occurred", "events", ["occurred"], postgresql_using="gist", postgresql_include=TOLD_BY_INDEX
    )
    # What began in a time is counted from this one alone, at a quarter of the other's price.
    op.drop_index("events_latest", "events")
    op.create_index("events_latest", "events", LATEST, postgresql_include=BEGAN)
    # What a window leaves out for want of a place is counted from this index alone.
    op.drop_index("events_unplaced", "events")
    op.create_index(
        "events_unplaced",
        "events",
        ["occurred"],
        postgresql_using="gist",
        postgresql_include=["duplicate_of"],
        postgresql_where=sa.text("region IS NULL"),
    )
    # With the key, the few events of a window in a tile are found without a look at the others there.
    op.drop_index("events_quadkey", "events")
    op.create_index("events_quadkey", "events", ["quadkey"], postgresql_include=["id", *before().TOLD_BY_INDEX])
    op.execute("TRUNCATE event_cells")
    op.add_column("event_cells", sa.Column("month", sa.Integer, nullable=False))
    op.drop_constraint("event_cells_pkey", "event_cells")
    op.create_primary_key("event_cells_pkey", "event_cells", KEY)
    for level in LEVELS:  # one after the other, from the index alone: all at once would fill the disk
        op.execute(add(ROWS.format(key="", table="events"), level))
    op.create_table(
        "event_totals",
        sa.Column("aspect", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column("aggregate", sa.Boolean, primary_key=True),
        sa.Column("events", sa.BigInteger, nullable=False),
    )
    op.execute(total(TOTAL_ROWS.format(key="", table="events")))
    for action, statement in TRIGGERS.items():
        count_on(action, statement)
    # An address may be longer than a B-tree takes.
    op.create_index("articles_url", "articles", ["url"], postgresql_using="hash")
    op.create_index("articles_source", "articles", ["source", "id"])
    op.create_index("articles_language", "articles", ["language", "id"])
    op.create_index("articles_published", "articles", ["published"])


def count_on(action: str, statement: str) -> None:
    op.execute(
        f"CREATE OR REPLACE FUNCTION count_on_{action}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {TURNS} {statement} RETURN NULL; END $$"
    )


def downgrade() -> None:
    for name in ("published", "language", "source", "url"):
        op.drop_index(f"articles_{name}", "articles")
    op.drop_table("event_totals")
    op.drop_index("events_quadkey", "events")
    op.create_index("events_quadkey", "events", ["quadkey"], postgresql_include=before().TOLD_BY_INDEX)
    op.execute("TRUNCATE event_cells")
    op.drop_constraint("event_cells_pkey", "event_cells")
    op.drop_column("event_cells", "month")
    op.create_primary_key("event_cells_pkey", "event_cells", ["level", "cell", "type", "subtype"])
    op.execute(before().add(before().ROWS.format(table="events")))
    for action in TRIGGERS:
        count_on(action, before().TRIGGERS[action][1])
    op.drop_index("events_unplaced", "events")
    op.create_index("events_unplaced", "events", ["id"], postgresql_where=sa.text("region IS NULL"))
    op.drop_index("events_occurred", "events")
    op.create_index("events_occurred", "events", ["occurred"], postgresql_using="gist")
    op.drop_index("events_latest", "events")
    op.create_index("events_latest", "events", LATEST)
    op.create_index("events_newest", "events", ["id"], postgresql_using="brin")
    op.drop_index("events_region_occurred", "events")
    op.create_index("events_region_occurred", "events", ["region", "occurred"], postgresql_using="gist")
