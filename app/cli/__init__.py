"""The command line. A command's module is loaded when the command is called, so that starting up stays quick."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from app.errors import EventmapError, InvalidParameter
from app.settings import Settings
from geodata.errors import GeodataError

COMMANDS = {
    "article": "app.cli.article:article",
    "check": "app.cli.check:check",
    "db": "app.cli.db:db",
    "demo": "app.cli.demo:demo",
    "events": "app.cli.events:events",
    "export": "app.cli.export:export",
    "gazetteer": "app.cli.gazetteer:gazetteer",
    "geocode": "app.cli.geocode:geocode",
    "import": "app.cli.imports:import_events",
    "ingest": "app.cli.ingest:ingest",
    "map": "app.cli.map:map_",
    "parse": "app.cli.parse:parse",
    "serve": "app.cli.serve:serve",
    "token": "app.cli.token:token",
}


SERVERS = ("demo", "serve")


def installed_version() -> str:
    """A checkout that runs without being installed has no version."""
    try:
        return version("eventmap")
    except PackageNotFoundError:
        return "(not installed)"


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads each on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        return getattr(import_module(module), name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(installed_version(), prog_name="eventmap")
@click.pass_context
def eventmap(ctx: click.Context, debug: bool) -> None:
    """News events on the map, as regions with a stated probability instead of pins."""
    if not debug and ctx.invoked_subcommand not in SERVERS:  # whoever runs a server wants to see why
        logging.getLogger("app.services").setLevel(logging.CRITICAL)
    ctx.obj = Settings.from_env(os.environ)


def main() -> None:
    """Run a command; an error is one line on standard error, status 1, or 2 for wrong usage."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of a command."""
    debug = "--debug" in arguments[: next((i for i, a in enumerate(arguments) if not a.startswith("-")), None)]
    try:
        return eventmap.main(arguments, prog_name="eventmap", standalone_mode=False) or 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return _say("interrupted", 130)
    except click.ClickException as error:
        _show(debug)
        return _say(error.format_message(), error.exit_code)
    except InvalidParameter as error:
        _show(debug)
        return _say(str(error), 2)
    except (EventmapError, GeodataError) as error:
        _show(debug)
        return _say(str(error), 1)
    except BrokenPipeError:
        # Whoever read our output has enough. Python must not flush into the closed pipe once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        _show(debug)
        return _say(f"{error.filename or 'system'}: {error.strerror or error}", 1)
    except Exception as error:  # noqa: BLE001 -- the outermost edge: every error ends as one line
        _show(debug)
        return _say(f"unexpected {type(error).__name__}: {_first_line(error)}" + ("" if debug else " (see --debug)"), 1)


def _show(debug: bool) -> None:
    if debug:
        traceback.print_exc()


def _say(message: str, status: int) -> int:
    click.echo(f"eventmap: {' '.join(message.split())}", err=True)
    return status


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
