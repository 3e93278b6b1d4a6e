"""Where the private cluster and its socket lie."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import stat
import tempfile
from pathlib import Path

from app.database.programs import Account
from app.errors import DatabaseUnavailable

logger = logging.getLogger(__name__)

SHARED_HOMES = Path("/var/lib/eventmap")
PORT = 5432  # part of the socket's name; no such TCP port is opened
SOCKET_NAME = f".s.PGSQL.{PORT}"
# The kernel keeps a socket's path in 108 bytes on Linux and 104 on macOS, the closing NUL among them.
LONGEST_SOCKET_PATH = 103


def make_home(data_dir: Path) -> tuple[Path, Account]:
    """The cluster's folder, `data_dir/postgres`, and the user that owns it.

    Started by root, the server runs as another user, who may be unable to reach a folder below /root: then
    `data_dir/postgres` becomes a link to a folder in /var/lib/eventmap.
    """
    place = data_dir / "postgres"
    try:
        if not place.exists():
            account = Account.for_server()
            data_dir.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)  # a link whose target is gone
            if account.reaches(data_dir):
                make_private_folder(place, account)
            else:
                place.symlink_to(make_shared_home(account))
                logger.warning("user %s cannot reach %s; the database lies in %s", account.name, place, place.resolve())
        home = place.resolve()
        account = Account.of(home.stat().st_uid)
    except OSError as error:
        raise DatabaseUnavailable(
            f"the private database cannot be kept in {place}: {error.filename}: {error.strerror}. "
            "Set EVENTMAP_HOME to a folder of your own, or DATABASE_URL to a PostGIS database"
        ) from error
    if os.geteuid() not in (0, account.uid):
        raise DatabaseUnavailable(
            f"the private database in {place} belongs to user {account.name}: "
            "run eventmap as that user, or set EVENTMAP_HOME to a folder of your own"
        )
    return home, account


def make_private_folder(path: Path, account: Account) -> None:
    """A folder that only its account enters."""
    path.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)


def make_shared_home(account: Account) -> Path:
    """A new folder outside all home folders; its parent must be passable, whatever the umask is."""
    SHARED_HOMES.mkdir(parents=True, exist_ok=True)
    SHARED_HOMES.chmod(0o755)
    home = Path(tempfile.mkdtemp(dir=SHARED_HOMES, prefix="cluster-"))
    make_private_folder(home, account)
    return home


def choose_socket_folder(home: Path) -> Path:
    """Inside the cluster's folder; a short one in /tmp where that path is too long or needs quoting.

    The same for every command that uses the cluster, so it depends on nothing but the cluster's own path.
    """
    folder = home / "socket"
    fits = len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
    if fits and re.fullmatch(r"[\w./@+-]+", str(folder), re.ASCII):
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp", f"eventmap-{digest}")  # noqa: S108  (ownership is checked below)


def make_socket_folder(home: Path, account: Account) -> Path:
    """The folder, made if it is missing; one that somebody else put in its place is refused."""
    folder = choose_socket_folder(home)
    make_private_folder(folder, account) if not folder.exists() else None
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise DatabaseUnavailable(f"{folder} is not a folder that only {account.name} enters: remove it")
    return folder
