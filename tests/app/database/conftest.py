"""Folders for private clusters of the tests' own, and processes that use them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from app.database.cluster import Cluster
from app.database.locks import try_to_take

PROJECT = Path(__file__).resolve().parents[3]
USER = """
import sys
from pathlib import Path
from app.database.cluster import Cluster
from app.database.locks import try_to_take
print(Cluster(Path(sys.argv[1])).join(), flush=True)
sys.stdin.read()
"""


class UserProcess:
    """Another process that uses the cluster until it is told to end."""

    def __init__(self, data_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(data_dir)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def url(self) -> str:
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def kill(self) -> None:
        self.process.kill()
        self.end()


@pytest.fixture
def start_user(data_dir: Path) -> Iterator[Callable[[], UserProcess]]:
    """Starts users of the cluster in `data_dir`; none outlives the test."""
    with ExitStack() as ends:

        def start() -> UserProcess:
            user = UserProcess(data_dir)
            ends.callback(user.kill)
            return user

        yield start


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A data folder that the server's user reaches; pytest's own temporary folders are closed to others."""
    with tempfile.TemporaryDirectory(prefix="eventmap-test-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        wait_until(lambda: not is_running(Path(folder)), "the server has stopped")


@pytest.fixture
def cluster(data_dir: Path) -> Iterator[Cluster]:
    """A user of the cluster in `data_dir`, that has not joined yet."""
    cluster = Cluster(data_dir)
    yield cluster
    cluster.leave()


def is_running(data_dir: Path) -> bool:
    """Whether a process of the server, or the watcher that stops it, is still there."""
    home = data_dir / "postgres"
    return home.exists() and any(is_held(home / lock) for lock in ("server.lock", "watcher.lock"))


def is_held(lock: Path) -> bool:
    if (descriptor := try_to_take(lock)) is None:
        return True
    os.close(descriptor)
    return False


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"in vain waited until {what}")
        time.sleep(0.02)


def ask(url: str, *statements: str) -> object:
    """The last answer's first value, over a connection of its own."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        return [connection.execute(statement) for statement in statements][-1].fetchone()[0]
