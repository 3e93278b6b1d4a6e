"""Stops the private server when its last user has ended: `python watcher.py USERS_FD WATCHER_FD UID GID COMMAND...`.

A process of its own, because the last user may be killed. It runs as a plain script with nothing but the standard
library, which keeps it at a few megabytes. The descriptors come from the parent: the lock that every user shares,
and the lock that says that a watcher is there.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys


def stop_after_last_user(users: int, watcher: int, uid: int, gid: int, command: list[str]) -> None:
    """Wait until nobody shares the lock, then stop the server; a new user waits for the lock meanwhile."""
    fcntl.flock(users, fcntl.LOCK_EX)
    owner = {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}
    # A second command may be running as this ends, and must not find a watcher that no longer watches:
    # the watcher's lock is released first.
    subprocess.run(command, check=False, cwd="/", capture_output=True, **owner)  # noqa: S603
    os.close(watcher)
    os.close(users)


if __name__ == "__main__":
    if os.fork():
        sys.exit()  # the caller waits for this process; the watcher itself is nobody's child
    os.setsid()  # Ctrl-C in the terminal must not end it
    users, watcher, uid, gid = map(int, sys.argv[1:5])
    stop_after_last_user(users, watcher, uid, gid, sys.argv[5:])
