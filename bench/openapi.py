"""Schemathesis asks the OGC API whatever its own OpenAPI document allows, and holds the answers to that document.

    python -m bench.openapi [--examples 30] [--seed 1]

Makes a database of its own with some events and takes it away again. Schemathesis is installed from PyPI into an
environment beside the project's: it brings a dozen packages and a pytest plugin, too much for every run of the tests.
Exit status 1 for a server error, or a status, media type or body that the document does not name.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.database import Database
from app.settings import Settings
from bench.serving import events, servers

PROJECT = Path(__file__).resolve().parents[1]
PACKAGES = {"schemathesis": ["schemathesis==4.32.5"]}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
EVENTS = 500


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=30, help="for each path")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tools = PROJECT / ".eventmap/bench-openapi"
    servers.install(tools, PACKAGES)
    with tempfile.TemporaryDirectory(prefix="eventmap-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        environ = servers.environment(Path(folder) / "data")
        with Database(Settings.from_env(environ)) as database:
            database.upgrade()
            file = Path(folder) / "events.geojsonl"
            events.write(EVENTS, file)
            subprocess.run([sys.executable, "-m", "app.cli", "import", "geojson", file], env=environ, check=True)
            with servers.eventmap(environ, Path(folder) / "server.log") as (server, _):
                document = server.items.replace("/collections/events/items", "/api")
                options = ["--max-examples", str(args.examples), "--seed", str(args.seed), "--checks", CHECKS]
                command = [tools / "schemathesis/bin/schemathesis", "run", document, *options]
                # It keeps what it finds in the folder that it runs in.
                return subprocess.run(command, cwd=folder, env=os.environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
