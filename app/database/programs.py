"""PostgreSQL's own programs: where each system keeps them, and running them as a user that PostgreSQL accepts."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.errors import DatabaseUnavailable

# Debian keeps the server's programs out of PATH, one folder a version; Homebrew's versioned formulas do the same.
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
HOW_TO_INSTALL = (
    "Debian, Ubuntu: apt-get install postgresql postgresql-postgis; Fedora: dnf install postgresql-server postgis; "
    "Arch: pacman -S postgresql postgis; macOS: brew install postgis. Or set DATABASE_URL to a PostGIS database"
)


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user that the server runs as."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, uid: int) -> Account:
        entry = pwd.getpwuid(uid)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def for_server(cls) -> Account:
        """This process's user; for root, which PostgreSQL refuses, the user that its package made."""
        if os.geteuid() != 0:
            return cls.of(os.geteuid())
        try:
            return cls.of(pwd.getpwnam("postgres").pw_uid)
        except KeyError:
            raise DatabaseUnavailable(
                "PostgreSQL does not run as root, and this system has no user postgres; "
                "start eventmap as an ordinary user, or add one: useradd --system postgres"
            ) from None

    def run(self, command: list[str | Path], keep_open: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run to the end with a clean environment: PGDATA, PGPORT and their like belong to other servers."""
        become = {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        environ = {"PATH": os.defpath, "LC_ALL": "C"}
        return subprocess.run(  # noqa: S603
            command, check=False, cwd="/", env=environ, capture_output=True, text=True, pass_fds=keep_open, **become
        )

    def reaches(self, folder: Path) -> bool:
        """Whether this user may walk down to the folder; home folders are often closed to others."""
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", folder]).returncode == 0


@dataclass(frozen=True, slots=True)
class Programs:
    """One installed version of the server."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> Path:
        return self.folder / name

    @property
    def has_postgis(self) -> bool:
        """Whether the extension is installed for this version; taken for granted where pg_config is missing."""
        pg_config = self["pg_config"]
        if not pg_config.exists():
            return True
        folder = subprocess.run([pg_config, "--sharedir"], check=False, capture_output=True, text=True)  # noqa: S603
        return Path(folder.stdout.strip(), "extension", "postgis.control").exists()


def installed_programs() -> list[Programs]:
    """Every version on this machine, newest first."""
    folders = {path.resolve() for pattern in FOLDERS for path in Path("/").glob(pattern[1:])}
    if in_path := shutil.which("initdb"):
        folders.add(Path(in_path).resolve().parent)
    found = [Programs(folder, major) for folder in folders if (major := read_major(folder)) is not None]
    return sorted(found, key=lambda programs: programs.major, reverse=True)


def read_major(folder: Path) -> int | None:
    """The version of the server in the folder; None where there are only clients."""
    if not all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    answer = subprocess.run(  # noqa: S603
        [folder / "postgres", "--version"], check=False, capture_output=True, text=True
    )
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version.group(1)) if version else None


def choose_programs(needed_major: int | None) -> Programs:
    """The newest version with PostGIS, or the one that made an existing cluster, whose files no other version reads."""
    installed = installed_programs()
    if not installed:
        raise DatabaseUnavailable(f"PostgreSQL is not installed. {HOW_TO_INSTALL}")
    fitting = [programs for programs in installed if needed_major in (None, programs.major)]
    if not fitting:
        raise DatabaseUnavailable(
            f"the private database was made by PostgreSQL {needed_major}, which is no longer installed "
            f"(there is {', '.join(str(programs.major) for programs in installed)}): install it again, "
            "or move the database's folder away to begin anew"
        )
    for programs in fitting:
        if programs.has_postgis:
            return programs
    major = fitting[0].major
    raise DatabaseUnavailable(
        f"PostGIS is not installed for PostgreSQL {major} (on Debian and Ubuntu: postgresql-{major}-postgis-3). "
        f"{HOW_TO_INSTALL}"
    )
