"""All settings, read once from the environment and handed on; nothing else reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import InvalidSetting

DATABASE_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
STATEMENT_TIMEOUT_MS = 30_000
MAX_BODY_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """See `.env.example` for each setting's meaning; a test holds the two together."""

    database_url: str | None  # None: the private cluster in `data_dir`
    data_dir: Path  # gazetteer, private cluster; default .eventmap beside the project, EVENTMAP_HOME overrides
    gazetteer_path: Path
    basemap_url: str | None = None  # an online tile template; None: the program's own basemap
    basemap_attribution: str = ""
    statement_timeout_ms: int = STATEMENT_TIMEOUT_MS
    max_body_bytes: int = MAX_BODY_BYTES
    public_url: str | None = None  # how the outside reaches the server, when behind a proxy

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Raises `InvalidSetting` that names the variable and shows a right value."""
        data_dir = Path(environ.get("EVENTMAP_HOME") or default_data_dir(environ)).expanduser().absolute()
        return cls(
            database_url=read_database_url(environ),
            data_dir=data_dir,
            gazetteer_path=Path(environ.get("EVENTMAP_GAZETTEER") or data_dir / "gazetteer.emg").expanduser(),
            basemap_url=read_tile_template(environ),
            basemap_attribution=environ.get("EVENTMAP_BASEMAP_ATTRIBUTION", ""),
            statement_timeout_ms=read_positive(environ, "EVENTMAP_STATEMENT_TIMEOUT_MS", STATEMENT_TIMEOUT_MS),
            max_body_bytes=read_positive(environ, "EVENTMAP_MAX_BODY_BYTES", MAX_BODY_BYTES),
            public_url=read_public_url(environ),
        )


def default_data_dir(environ: Mapping[str, str]) -> Path:
    """Beside a checkout's `pyproject.toml`; for an installed package where the XDG rules put a user's data."""
    project = Path(__file__).resolve().parents[1]
    if (project / "pyproject.toml").is_file():
        return project / ".eventmap"
    return Path(environ.get("XDG_DATA_HOME") or "~/.local/share") / "eventmap"


def read_database_url(environ: Mapping[str, str]) -> str | None:
    """The URL as SQLAlchemy wants it, always with the psycopg driver."""
    url = environ.get("DATABASE_URL")
    if not url:
        return None
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DATABASE_SCHEMES:
        # The URL may hold a password, so the message must not repeat it.
        raise InvalidSetting(
            "DATABASE_URL", "is not a PostgreSQL address", "postgresql://eventmap:secret@localhost/eventmap"
        )
    return f"postgresql+psycopg://{rest}"


def read_positive(environ: Mapping[str, str], variable: str, default: int) -> int:
    """A whole number above zero."""
    text = environ.get(variable)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise InvalidSetting(variable, f"is {text!r}, not a whole number above zero", str(default))
    return int(text)


def read_tile_template(environ: Mapping[str, str]) -> str | None:
    """A raster tile address with {z}, {x} and {y}."""
    template = environ.get("EVENTMAP_BASEMAP_URL") or None
    if template and not (template.startswith(("https://", "http://")) and all(f"{{{k}}}" in template for k in "zxy")):
        raise InvalidSetting(
            "EVENTMAP_BASEMAP_URL",
            f"is {template!r}, not a tile address with {{z}}, {{x}} and {{y}}",
            "https://tile.example.org/{z}/{x}/{y}.png",
        )
    return template


def read_public_url(environ: Mapping[str, str]) -> str | None:
    """The address without a slash at its end, so that paths can be appended."""
    url = environ.get("EVENTMAP_PUBLIC_URL") or None
    if url and not url.startswith(("https://", "http://")):
        raise InvalidSetting("EVENTMAP_PUBLIC_URL", f"is {url!r}, not a web address", "https://events.example.org")
    return url.rstrip("/") if url else None
