"""Engine, sessions, migrations, and the private PostgreSQL cluster."""

from app.database.engine import Database

__all__ = ["Database"]
