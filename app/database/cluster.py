"""The private PostgreSQL cluster, used when DATABASE_URL is not set.

Every user of it shares a lock; whoever comes first starts the server, and a watcher stops it when the last lock is
gone, even when its holder was killed. The server itself holds a lock as long as any of its processes lives: a free
lock is proof that a `postmaster.pid` left by a crash or a reboot is stale, though its number may belong to another
process by now.

There is no TCP port and no password: the socket lies in a folder that only the server's account enters, and the
server asks the kernel who is calling.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from app.database import watcher
from app.database.locks import exclusively, open_lock, share, try_to_take
from app.database.placement import PORT, SOCKET_NAME, choose_socket_folder, make_home, make_socket_folder
from app.database.programs import Account, Programs, choose_programs
from app.errors import DatabaseUnavailable

logger = logging.getLogger(__name__)

NAME = "eventmap"  # of the database and of its owner
PATIENCE_SECONDS = 120  # crash recovery of a large cluster takes a while
LARGEST_LOG_BYTES = 5_000_000


class Cluster:
    """The cluster of one data folder; `join` before use, `leave` after."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._membership: int | None = None

    def join(self) -> str:
        """Become a user of the cluster, making and starting it if need be; the URL of its database.

        Raises `DatabaseUnavailable`.
        """
        self.home, self.account = make_home(self.data_dir)
        self.data = self.home / "data"
        # Waits while a watcher stops the server, so that nobody joins a server that is about to go.
        self._membership = share(self.home / "users.lock")
        try:
            self.ensure_running()
        except BaseException:
            self.leave()
            raise
        return f"postgresql+psycopg://{NAME}@:{PORT}/{NAME}?host={quote(str(self.socket_folder), safe='')}"

    def leave(self) -> None:
        """Stop using the cluster; its watcher stops it when this was the last user."""
        if self._membership is not None:
            os.close(self._membership)
            self._membership = None

    def ensure_running(self) -> None:
        """Start the server and its watcher unless they are there; one process at a time."""
        with exclusively(self.home / "start.lock"):
            self._ensure_watcher()
            deadline = time.monotonic() + PATIENCE_SECONDS
            while (lock := try_to_take(self.home / "server.lock")) is None:
                if self._answers():
                    return
                # The last processes of a killed server are still ending.
                if time.monotonic() > deadline:
                    raise DatabaseUnavailable(f"the private database does not answer; its log is {self.log}")
                time.sleep(0.05)
            try:
                self._start(lock)
            finally:
                os.close(lock)

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket_folder(self) -> Path:
        return choose_socket_folder(self.home)

    def _ensure_watcher(self) -> None:
        lock = try_to_take(self.home / "watcher.lock")
        if lock is None:
            return
        users = open_lock(self.home / "users.lock")
        pg_ctl = self._programs()["pg_ctl"]
        stop = [pg_ctl, "stop", "-D", self.data, "-m", "fast", "-t", str(PATIENCE_SECONDS)]
        numbers = (users, lock, self.account.uid, self.account.gid)
        try:
            subprocess.run(  # noqa: S603
                [sys.executable, "-I", "-S", watcher.__file__, *map(str, numbers), *stop],
                check=True,
                pass_fds=(users, lock),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(users)
            os.close(lock)

    def _programs(self) -> Programs:
        version = self.data / "PG_VERSION"
        return choose_programs(int(version.read_text()) if version.exists() else None)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket_folder / SOCKET_NAME)) == 0

    def _start(self, lock: int) -> None:
        programs = self._programs()
        if not self.data.exists():
            self._make(programs)
        folder = make_socket_folder(self.home, self.account)
        for leftover in (self.data / "postmaster.pid", folder / SOCKET_NAME, folder / f"{SOCKET_NAME}.lock"):
            leftover.unlink(missing_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.unlink()
        write_configuration(self.data / "eventmap.conf", folder)
        start = [programs["pg_ctl"], "start", "-D", self.data, "-l", self.log, "-w", "-t", str(PATIENCE_SECONDS)]
        if self.account.run(start, keep_open=(lock,)).returncode != 0:
            raise DatabaseUnavailable(f"the private database did not start: {last_line(self.log)} (log: {self.log})")
        create_database(folder)

    def _make(self, programs: Programs) -> None:
        """Run initdb beside the final place, so that a folder named `data` is always whole."""
        logger.info("making a private database in %s (once)", self.home)
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # macOS knows no C.UTF-8.
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        made = self.account.run(
            [programs["initdb"], "-D", unfinished, "-U", NAME, "--auth=peer", "--encoding=UTF8", f"--locale={locale}"]
        )
        if made.returncode != 0:
            raise DatabaseUnavailable(f"the private database cannot be made in {self.home}: {made.stderr.strip()}")
        with (unfinished / "postgresql.conf").open("a") as configuration:
            configuration.write("include 'eventmap.conf'\n")
        (unfinished / "pg_hba.conf").write_text(f"local all {NAME} peer map={NAME}\n")
        callers = {self.account.name, Account.of(0).name}
        (unfinished / "pg_ident.conf").write_text("".join(f"{NAME} {caller} {NAME}\n" for caller in sorted(callers)))
        unfinished.rename(self.data)


def write_configuration(path: Path, socket_folder: Path) -> None:
    """Written at each start: the socket may move with the project's folder."""
    path.write_text(
        "listen_addresses = ''\n"
        f"unix_socket_directories = '{socket_folder}'\n"
        "unix_socket_permissions = 0700\n"
        "jit = off\n"  # compiling costs more than it saves on queries of milliseconds
        # An import touches pages of 14 indexes, over and over: with PostgreSQL's own 128 MB each is written many times,
        # and once more into the log after each checkpoint, which 1 GB of log would ask for every 90,000 records.
        f"shared_buffers = {shared_buffers_mb()}MB\n"
        "max_wal_size = 4GB\n"
    )
    path.chmod(0o644)


def shared_buffers_mb() -> int:
    """A quarter of the machine's memory, as PostgreSQL's manual has it, within what helps this database."""
    memory_mb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return max(128, min(512, memory_mb // 4))


def create_database(socket_folder: Path) -> None:
    """Make the database unless it is there."""
    with psycopg.connect(
        host=str(socket_folder), port=PORT, user=NAME, dbname="postgres", autocommit=True
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f'CREATE DATABASE "{NAME}"')


def last_line(log: Path) -> str:
    """What the server said last."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return lines[-1] if lines else "it said nothing"
