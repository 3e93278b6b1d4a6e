"""The private cluster lives exactly as long as somebody uses it, whatever happens to its users or its server."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.database import Database, placement
from app.database.cluster import Cluster
from app.database.placement import make_home, make_private_folder
from app.database.programs import Account
from app.errors import DatabaseUnavailable
from app.settings import Settings
from tests.app.database.conftest import UserProcess, ask, is_held, is_running, wait_until

StartUser = Callable[[], UserProcess]
STARTED = "SELECT pg_postmaster_start_time()"


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def watcher(data_dir: Path) -> int:
    """The process that waits for the users' lock, from the kernel's table of locks."""
    inode = (data_dir / "postgres" / "users.lock").stat().st_ino
    waiting = (line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" in line)
    return next(int(pid) for *_, pid, place, _, _ in waiting if place.endswith(f":{inode}"))


def test_it_speaks_utf8_and_listens_on_no_tcp_port(cluster: Cluster) -> None:
    url = cluster.join()
    assert ask(url, "SHOW listen_addresses") == ""
    assert ask(url, "SHOW server_encoding") == "UTF8"
    assert ask(url, "SELECT lower('ÉÑÜ')") == "éñü"


def test_it_stops_when_the_last_user_leaves(cluster: Cluster, data_dir: Path, start_user: StartUser) -> None:
    url = cluster.join()
    other = start_user()
    assert other.url() == url
    cluster.leave()
    assert ask(url, "SELECT 1") == 1
    other.end()
    wait_until(lambda: not is_running(data_dir), "the server stops")


def test_it_stops_when_the_last_user_is_killed(data_dir: Path, start_user: StartUser) -> None:
    user = start_user()
    assert user.url()
    user.kill()
    wait_until(lambda: not is_running(data_dir), "the server stops")


def test_many_first_users_at_once_share_one_server(data_dir: Path, start_user: StartUser) -> None:
    users = [start_user() for _ in range(4)]
    assert len({ask(user.url(), STARTED) for user in users}) == 1
    for user in users:
        user.end()


def test_joining_while_it_stops_starts_it_again(cluster: Cluster) -> None:
    for _ in range(3):
        assert ask(cluster.join(), "SELECT 1") == 1
        cluster.leave()


def test_what_was_committed_is_there_after_all_were_killed(
    data_dir: Path, cluster: Cluster, start_user: StartUser
) -> None:
    user = start_user()
    ask(user.url(), "CREATE TABLE kept AS SELECT 7 AS n", "SELECT 1")
    os.kill(watcher(data_dir), signal.SIGKILL)
    os.kill(postmaster(data_dir), signal.SIGKILL)
    user.kill()
    assert ask(cluster.join(), "SELECT n FROM kept") == 7


def test_a_pid_file_from_before_a_reboot_is_no_hindrance(data_dir: Path, cluster: Cluster) -> None:
    cluster.join()
    cluster.leave()
    wait_until(lambda: not is_running(data_dir), "the server stops")
    # The number belongs to another process of the server's user by now, which makes PostgreSQL refuse to start.
    become = {"user": cluster.account.uid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["/bin/sleep", "60"], **become) as stranger:
        for file in (cluster.data / "postmaster.pid", cluster.socket_folder / ".s.PGSQL.5432.lock"):
            file.write_text(f"{stranger.pid}\n{cluster.data}\n1700000000\n5432\n{cluster.socket_folder}\n\n")
        try:
            assert ask(cluster.join(), "SELECT 1") == 1
        finally:
            stranger.kill()


def test_a_killed_server_comes_back_for_those_who_still_use_it(data_dir: Path) -> None:
    with Database(Settings.from_env({"EVENTMAP_HOME": str(data_dir)})) as database:
        with database.session() as session:
            session.connection()
        os.kill(postmaster(data_dir), signal.SIGKILL)
        wait_until(lambda: not is_held(data_dir / "postgres" / "server.lock"), "its last process has ended")
        with database.session() as session:
            session.connection()


def test_a_killed_watcher_is_replaced_by_the_next_user(data_dir: Path, cluster: Cluster, start_user: StartUser) -> None:
    cluster.join()
    os.kill(watcher(data_dir), signal.SIGKILL)
    user = start_user()
    assert user.url()
    cluster.leave()
    user.end()
    wait_until(lambda: not is_running(data_dir), "the server stops")


def test_a_first_start_that_was_killed_leaves_nothing_in_the_way(data_dir: Path, cluster: Cluster) -> None:
    home, account = make_home(data_dir)
    make_private_folder(home / "data.unfinished", account)
    (home / "data.unfinished" / "PG_VERSION").write_text("15\n")
    assert ask(cluster.join(), "SELECT 1") == 1


def test_two_checkouts_have_two_servers(data_dir: Path) -> None:
    one, other = Cluster(data_dir / "one"), Cluster(data_dir / "other")
    try:
        assert ask(one.join(), STARTED) != ask(other.join(), STARTED)
        one.leave()
        wait_until(lambda: not is_running(data_dir / "one"), "the first stops")
        assert is_running(data_dir / "other")
    finally:
        other.leave()
    wait_until(lambda: not is_running(data_dir / "other"), "the other stops")


def test_settings_for_other_servers_are_not_taken_for_its_own(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGDATA": "/nowhere", "PGPORT": "1", "PGHOST": "nowhere", "PGUSER": "nobody"}.items():
        monkeypatch.setenv(name, value)
    with (
        Database(Settings.from_env({"EVENTMAP_HOME": str(cluster.data_dir)})) as database,
        database.session() as session,
    ):
        assert session.scalar(text("SELECT current_user")) == "eventmap"


def test_a_server_that_does_not_start_tells_why(cluster: Cluster) -> None:
    cluster.join()
    cluster.leave()
    wait_until(lambda: not is_running(cluster.data_dir), "the server stops")
    with (cluster.data / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'much'\n")
    with pytest.raises(DatabaseUnavailable, match=r"did not start: .*server\.log"):
        cluster.join()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_other_local_users_are_kept_out(cluster: Cluster) -> None:
    cluster.join()
    psql = cluster._programs()["psql"]
    answer = Account.of(pwd.getpwnam("nobody").pw_uid).run(
        [psql, "-h", cluster.socket_folder, "-U", "eventmap", "-d", "eventmap", "-c", "SELECT 1"]
    )
    assert answer.returncode != 0
    assert "Permission denied" in answer.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's server reaches what the user reaches")
def test_below_a_closed_folder_root_keeps_the_cluster_elsewhere(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(placement, "SHARED_HOMES", data_dir / "var-lib-eventmap")
    closed = data_dir / "closed"
    closed.mkdir(mode=0o700)
    for _ in range(2):
        cluster = Cluster(closed / "data")
        assert ask(cluster.join(), "SELECT 1") == 1
        assert cluster.home.parent == data_dir / "var-lib-eventmap"
        cluster.leave()
    assert len(caplog.messages) == 1  # said once, when the place is chosen
    wait_until(lambda: not is_running(cluster.data_dir), "the server stops")


def test_another_users_cluster_is_refused_by_name(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, account = make_home(data_dir)
    monkeypatch.setattr(placement.os, "geteuid", lambda: 4711)
    with pytest.raises(DatabaseUnavailable, match=f"belongs to user {account.name}: run eventmap as that user"):
        Cluster(data_dir).join()
