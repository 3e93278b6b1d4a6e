"""Copies of the events of a database, shifted in place and time: ten million from 200,000.

    DATABASE_URL=postgresql+psycopg://... python -m bench.serving.multiply --copies 49

Half of the copies stay within tenths of a degree, where the cities are; half move by up to 20 degrees. Regions are
thinned to about a dozen vertices, and sources, actors and search words left out: ten million then take 30 GB of disk
and, on two cores, half an hour. Meant for a database that is dropped afterwards.
"""

from __future__ import annotations

import argparse
import math
import os

from sqlalchemy import Connection, create_engine, text

from app.models import Event

KEPT = ["properties", "region_json", "public_id", "date_from", "date_to", "region", "point", "core", "core_json"]
EMPTIED = {"sources": "'[]'", "actors": "'[]'", "counts": "'{}'", "search": "''", "fingerprint": "''"}
PLAIN = [
    column.name
    for column in Event.__table__.columns
    if column.computed is None and column.name not in {"id", "duplicate_of", *KEPT, *EMPTIED}
]
NAMES = ", ".join(PLAIN)
COPY = text(f"""
    INSERT INTO events ({NAMES}, {", ".join(EMPTIED)},
        public_id, date_from, date_to, region, point, properties, region_json)
    SELECT {NAMES}, {", ".join(EMPTIED.values())}, new_id, date_from + moved, date_to + moved, new_region,
        ST_Translate(point, dx, dy), replace(properties, public_id, new_id), ST_AsGeoJSON(new_region, 6)
    FROM (SELECT *, ST_Translate(thin, dx, dy) AS new_region FROM (
        SELECT *, 'ev' || translate(left(md5(public_id || :copy), 13), '0123456789', 'ghijklmnop') AS new_id,
            make_interval(hours => (:copy * 13) % 600 - 300) AS moved,
            CASE WHEN ST_XMin(thin) + :dx > -179.9 AND ST_XMax(thin) + :dx < 179.9 THEN :dx ELSE 0 END AS dx,
            CASE WHEN ST_YMin(thin) + :dy > -70 AND ST_YMax(thin) + :dy < 75 THEN :dy ELSE 0 END AS dy
        FROM originals ORDER BY id) AS shifted OFFSET 0) AS shifted
""")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=49)
    copies = parser.parse_args().copies
    engine = create_engine(os.environ["DATABASE_URL"], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("""CREATE TABLE originals AS
            SELECT *, ST_Multi(ST_Simplify(region, 0.02, true)) AS thin FROM events WHERE region IS NOT NULL""")
        )
        indexes = drop_indexes(connection)
        for copy in range(1, copies + 1):
            near = copy % 2 == 0
            dx, dy = (
                (math.sin(copy) * 0.3, math.cos(copy) * 0.3) if near else (copy * 7.3 % 40 - 20, copy * 3.1 % 20 - 10)
            )
            connection.execute(COPY, {"copy": copy, "dx": dx, "dy": dy})
            print(f"copy {copy} of {copies}", flush=True)
        connection.execute(text("DROP TABLE originals"))
        connection.execute(text("SET maintenance_work_mem = '1GB'"))
        for index in indexes:
            print(index, flush=True)
            connection.execute(text(index))
        connection.execute(text("VACUUM ANALYZE events"))
        connection.execute(text("VACUUM ANALYZE event_cells"))


def drop_indexes(connection: Connection) -> list[str]:
    """All that hold no constraint; the statements that make them again."""
    found = connection.execute(
        text("""SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = 'events'::regclass AND NOT indisunique""")
    ).all()
    for name, _ in found:
        connection.execute(text(f"DROP INDEX {name}"))
    return [definition for _, definition in found]


if __name__ == "__main__":
    main()
