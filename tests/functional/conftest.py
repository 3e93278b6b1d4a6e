"""Running the program as people do: commands in processes of their own, a server on a free port."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings

PROJECT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(settings: Settings) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EVENTMAP_", "PG", "DATABASE_"))}
    return kept | {
        "EVENTMAP_HOME": str(settings.data_dir),
        "EVENTMAP_GAZETTEER": str(settings.gazetteer_path),
        "DATABASE_URL": settings.database_url or "",
    }


def runner(settings: Settings) -> Run:
    """Runs `eventmap` with the given arguments; `stdin` is its input."""

    def run(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=PROJECT,
            env=environment(settings),
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    return run


@pytest.fixture
def eventmap(committed_settings: Settings) -> Run:
    return runner(committed_settings)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running server with the sample articles in it."""

    root: str
    process: subprocess.Popen[str]
    run: Run

    def get(self, path: str, method: str = "GET", data: bytes | None = None, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.root + path, data=data, headers=named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as reply:
                return Reply(reply.status, dict(reply.headers), reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, dict(error.headers), error.read())


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[Site]:
    run = runner(module_settings)
    assert run("ingest", PROJECT / "app" / "samples").returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=environment(module_settings),
    )
    try:
        server = Site(f"http://127.0.0.1:{port}", process, run)
        wait_until_it_answers(server)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        process.stderr.close()


def wait_until_it_answers(site: Site) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert site.process.poll() is None, site.process.stderr.read()
        try:
            if site.get("/health/live").status == 200:
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
