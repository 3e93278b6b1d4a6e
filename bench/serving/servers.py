"""Starting what is measured: our server, and pygeoapi and tipg, each from PyPI in an environment of its own.

All have two workers, and speak with the same PostgreSQL through the same socket. Only what was started here is stopped.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import orjson

from app.settings import Settings
from bench.serving.cases import Server

PROJECT = Path(__file__).resolve().parents[2]
WORKERS = 2
PATIENCE_SECONDS = 60
PEERS = {
    "pygeoapi": ["pygeoapi==0.21.0", "psycopg2-binary", "sqlalchemy", "geoalchemy2", "gunicorn"],
    "tipg": ["tipg==1.6.1", "uvicorn", "uvloop", "httptools"],
}
DATABASE, USER = "peers", "eventmap"


def environment(home: Path) -> dict[str, str]:
    """What our own commands run with: a database in `home`, whatever DATABASE_URL says; the checkout's place index."""
    environ = {**os.environ, "EVENTMAP_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    environ.setdefault("EVENTMAP_GAZETTEER", str(Settings.from_env({}).gazetteer_path))
    environ.pop("DATABASE_URL", None)
    return environ


def install(home: Path, wanted: dict[str, list[str]] = PEERS) -> None:
    """Environments with these packages, once."""
    for name, packages in wanted.items():
        done = home / name / "installed"
        if not done.exists():
            print(f"installing {name} from PyPI", flush=True)
            subprocess.run([sys.executable, "-m", "venv", home / name], check=True)
            subprocess.run([home / name / "bin/python", "-m", "pip", "install", "-q", *packages], check=True)
            done.touch()


@contextmanager
def eventmap(environ: dict[str, str], log: Path, *, with_tile_cache: bool = True) -> Iterator[tuple[Server, int]]:
    """Our server and its process id."""
    module = "app.cli" if with_tile_cache else "bench.serving.serve_without_tile_cache"
    port = free_port()
    command = [sys.executable, "-m", module, "serve", "--port", str(port), "--workers", str(WORKERS)]
    origin = f"http://127.0.0.1:{port}"
    with _running(command, environ, log, f"{origin}/health/live") as pid:
        items, tiles = f"{origin}/ogc/collections/events/items", f"{origin}/tiles/events/{{z}}/{{x}}/{{y}}.mvt"
        yield Server("eventmap", items, tiles, {}, by_key=True), pid


@contextmanager
def pygeoapi(home: Path, socket_folder: Path, log: Path) -> Iterator[Server]:
    """pygeoapi under gunicorn."""
    port, bin_folder = free_port(), home / "pygeoapi/bin"
    config, openapi = home / "pygeoapi.yml", home / "pygeoapi-openapi.yml"
    config.write_text(_pygeoapi_configuration(port, socket_folder))
    environ = {**os.environ, "PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}
    generate = [bin_folder / "pygeoapi", "openapi", "generate", config, "--output-file", openapi]
    subprocess.run(generate, env=environ, check=True, capture_output=True)
    command = [bin_folder / "gunicorn", "-w", str(WORKERS), "-b", f"127.0.0.1:{port}", "pygeoapi.flask_app:APP"]
    collection = f"http://127.0.0.1:{port}/collections/events"
    with _running(command, environ, log, collection):
        yield Server("pygeoapi", f"{collection}/items", None, {"f": "json"})


@contextmanager
def tipg(home: Path, socket_folder: Path, log: Path) -> Iterator[Server]:
    """tipg under uvicorn."""
    port = free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{USER}@{quote(str(socket_folder), safe='')}:5432/{DATABASE}",
        "TIPG_DB_TABLES": '["public.events"]',
        "TIPG_DB_FUNCTIONS": "[]",
        "TIPG_TABLE_CONFIG__public_events__datetimecol": "date_from",
        "TIPG_TABLE_CONFIG__public_events__pk": "id",
    }
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS), "--no-access-log"]
    command = [home / "tipg/bin/uvicorn", "tipg.main:app", *options, "--log-level", "warning"]
    collection = f"http://127.0.0.1:{port}/collections/public.events"
    with _running(command, environ, log, collection):
        yield Server("tipg", f"{collection}/items", f"{collection}/tiles/WebMercatorQuad/{{z}}/{{x}}/{{y}}", {})


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _running(command: list[str | Path], environ: dict[str, str], log: Path, address: str) -> Iterator[int]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environ, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_for(address, process, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{address} answers {error.code}; its log ends:\n{log.read_text()[-2000:]}") from error
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{command_name(process)} did not come up; its log ends:\n{log.read_text()[-2000:]}")


def command_name(process: subprocess.Popen[bytes]) -> str:
    return str(process.args[0] if isinstance(process.args, list) else process.args)


def _pygeoapi_configuration(port: int, socket_folder: Path) -> str:
    """JSON, which YAML understands; only its timestamps must stand unquoted."""
    url, licence = f"http://127.0.0.1:{port}", "https://creativecommons.org/licenses/by/4.0/"
    crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    data = {"host": str(socket_folder), "port": 5432, "dbname": DATABASE, "user": USER, "password": "x"}
    begin, end = "2020-01-01T00:00:00Z", "2026-01-31T00:00:00Z"
    names = {"title": "events", "description": "events"}
    document = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": 10, "max_items": 10_000},
            "map": {"url": "https://tile.example.org/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": names
            | {"keywords": ["events"], "keywords_type": "theme", "terms_of_service": licence, "url": url},
            "license": {"name": "CC BY 4.0", "url": licence},
            "provider": {"name": "bench", "url": url},
            "contact": {"name": "bench", "position": "none", "email": "bench@example.org"},
        },
        "resources": {
            "events": names
            | {
                "type": "collection",
                "keywords": ["events"],
                "links": [],
                "extents": {
                    "spatial": {"bbox": [-180, -90, 180, 90], "crs": crs84},
                    "temporal": {"begin": begin, "end": end},
                },
                "providers": [
                    {
                        "type": "feature",
                        "name": "PostgreSQL",
                        "data": data | {"search_path": ["public"]},
                        "id_field": "id",
                        "table": "events",
                        "geom_field": "geom",
                        "time_field": "date_from",
                        "storage_crs": crs84,
                    }
                ],
            }
        },
    }
    text = orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    for moment in (begin, end):
        text = text.replace(f'"{moment}"', moment)
    return text
