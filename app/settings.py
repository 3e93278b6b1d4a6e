"""All settings, read once from the environment and handed on; nothing else reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """See `.env.example` for each setting's meaning; a test holds the two together."""

    database_url: str | None  # None: the private cluster in `data_dir`
    data_dir: Path  # gazetteer, private cluster; default .eventmap beside the project, EVENTMAP_HOME overrides
    gazetteer_path: Path
    basemap_url: str | None = None  # an online tile template; None: the program's own basemap
    basemap_attribution: str = ""
    statement_timeout_ms: int = 30_000
    max_body_bytes: int = 2_000_000
    public_url: str | None = None  # how the outside reaches the server, when behind a proxy

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Raises `InvalidSetting` that names the variable and shows a right value."""
        raise NotImplementedError
