"""The socket's path fits the kernel's limit, and nobody can slip in a folder of his own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.database.placement import choose_socket_folder, make_home, make_socket_folder
from app.database.programs import Account
from app.errors import DatabaseUnavailable


@pytest.mark.parametrize(
    ("home", "stays"),
    [
        ("/srv/eventmap/postgres", True),
        ("/srv/" + "deep/" * 30 + "postgres", False),
        ("/home/zoé/postgres", False),  # other letters and blanks would need quoting in the server's configuration
        ("/home/my projects/postgres", False),
        ("/srv/" + "x" * 75, True),
        ("/srv/" + "x" * 82, False),
    ],
)
def test_the_socket_stays_beside_the_data_where_that_path_serves(home: str, stays: bool) -> None:
    folder = choose_socket_folder(Path(home))
    assert (folder == Path(home) / "socket") is stays
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) < 104


def test_two_long_paths_have_two_folders() -> None:
    one, other = (choose_socket_folder(Path("/srv/" + "deep/" * 30 + name)) for name in ("one", "other"))
    assert one != other


@pytest.mark.parametrize("trick", ["link", "open"])
def test_a_folder_prepared_by_somebody_else_is_refused(tmp_path: Path, trick: str) -> None:
    home = tmp_path / "postgres"
    home.mkdir()
    if trick == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        (home / "socket").symlink_to(tmp_path / "elsewhere")
    else:
        (home / "socket").mkdir()
        (home / "socket").chmod(0o777)
    with pytest.raises(DatabaseUnavailable, match=r"socket is not a folder that only .* enters: remove it"):
        make_socket_folder(home, Account.of(os.geteuid()))


def test_a_file_in_place_of_the_data_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DatabaseUnavailable, match=r"cannot be kept in .*data/postgres.*EVENTMAP_HOME"):
        make_home(tmp_path / "data")
