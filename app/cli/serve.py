"""`eventmap serve`: the production server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import wraps

import click

from app.database import Database
from app.errors import InvalidParameter
from app.settings import Settings

HOST, PORT, WORKERS = "127.0.0.1", 8000, 2


def server_options(command: Callable[..., None]) -> Callable[..., None]:
    """--host, --port and --workers."""

    @click.option("--host", default=HOST, show_default=True, help="Address to listen on; 0.0.0.0 for all.")
    @click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
    @click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1, 64), help="Processes.")
    @wraps(command)
    def with_options(*args: object, **options: object) -> None:
        command(*args, **options)

    return with_options


@click.command()
@server_options
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the map and the data."""
    with Database(settings) as database:
        database.upgrade()
        run_server(settings, database, host, port, workers)


def run_server(settings: Settings, database: Database, host: str, port: int, workers: int) -> None:
    """Serve until a signal ends it."""
    from app import create_app
    from app.web.context import KEY
    from app.web.server import Server

    refuse_taken_port(host, port)
    app = create_app(settings, database)
    app.extensions[KEY].warm_up()
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    Server(app, host, port, workers, lambda: click.echo(f"eventmap: serving {shown}", err=True)).run()


def refuse_taken_port(host: str, port: int) -> None:
    """Say so at once, where the server would try again for seconds."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InvalidParameter("--port", f"cannot listen on {host}:{port}: {error.strerror}", "8001") from error
