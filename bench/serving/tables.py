"""The tables beside ours, in a second database of the same PostgreSQL: the peers' and the one of ready text.

`events` has the contract's columns; pygeoapi and tipg serve it. `ready` has the whole Feature as text in each row:
handing that out is the least that any server must do (the floor).
"""

from __future__ import annotations

from pathlib import Path

import orjson
import psycopg
import shapely

KINDS = {
    **dict.fromkeys(("date_from", "date_to", "updated"), "timestamptz"),
    **dict.fromkeys(("point_lon", "point_lat", "radius_km", "confidence"), "float8"),
    **dict.fromkeys(("precision_acled", "precision_ucdp", "precision_gtd"), "int"),
    **{f"{what}_{end}": "int" for what in ("killed", "wounded") for end in ("low", "best", "high")},
}
COLUMNS = (
    "title type subtype date_from date_to date_precision location relation place country admin1 point_lon point_lat "
    "radius_km precision_acled precision_ucdp precision_gtd confidence actors killed_low killed_best killed_high "
    "wounded_low wounded_best wounded_high language source quote status updated"
).split()
TABLE = f"""
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE public.events (id bigint PRIMARY KEY, {", ".join(f"{name} {KINDS.get(name, 'text')}" for name in COLUMNS)},
    geom geometry(Geometry, 4326) NOT NULL)"""
INDEXES = (
    "CREATE INDEX ON public.events USING gist (geom)",
    "CREATE INDEX ON public.events (date_from, id)",
    "CREATE INDEX ON public.events (date_to)",
    "CREATE INDEX ON public.events (type, date_from)",
)
PROPERTIES = "json_build_object(" + ", ".join(f"'{name}', {name}" for name in COLUMNS) + ")"
READY = f"""
CREATE TABLE public.ready AS SELECT id, date_from, geom, type,
    '{{"type":"Feature","id":' || id || ',"geometry":' || ST_AsGeoJSON(geom, 6)
        || ',"properties":' || {PROPERTIES}::text || '}}' AS feature,
    ST_Transform(ST_Intersection(geom, ST_MakeEnvelope(-180, -85, 180, 85, 4326)), 3857) AS mercator
FROM public.events;
ALTER TABLE public.ready ALTER feature SET STORAGE EXTERNAL;
ALTER TABLE public.ready ADD PRIMARY KEY (id);
CREATE INDEX ON public.ready USING gist (geom);
CREATE INDEX ON public.ready (date_from)"""


def make(dsn: str, events: Path) -> None:
    """Both tables, of the Features in the file."""
    with psycopg.connect(dsn) as connection:
        connection.execute("DROP TABLE IF EXISTS public.events")
        connection.execute(TABLE)
        with connection.cursor().copy("COPY public.events FROM STDIN") as copy, events.open("rb") as file:
            for line in file:
                feature = orjson.loads(line)
                shape = shapely.set_srid(shapely.geometry.shape(feature["geometry"]), 4326)
                given = feature["properties"]
                values = (given.get(name) for name in COLUMNS)
                copy.write_row((feature["id"], *values, shapely.to_wkb(shape, hex=True, include_srid=True)))
        for statement in (*INDEXES, READY):
            connection.execute(statement)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def are_made(dsn: str) -> bool:
    """Whether both tables are there; they come in one transaction."""
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT to_regclass('public.ready')").fetchone()[0] is not None


def has_events(dsn: str) -> bool:
    """Whether our own table is filled already."""
    with psycopg.connect(dsn) as connection:
        if not connection.execute("SELECT to_regclass('public.events')").fetchone()[0]:
            return False
        return connection.execute("SELECT EXISTS (SELECT FROM events)").fetchone()[0]


def create_database(dsn: str, name: str) -> None:
    """A further database of the same cluster, unless it is there."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')


def count(dsn: str) -> int:
    """How many events everybody serves."""
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT count(*) FROM public.events").fetchone()[0]


def tidy(dsn: str) -> None:
    """What PostgreSQL does by itself in the minutes after a load."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
