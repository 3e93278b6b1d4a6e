"""The watch over pages sees what they ask of other machines, and nothing leaves this one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Watched


@pytest.mark.parametrize("address", ["http://192.0.2.1/x.png", "https://news.example/x.png"])
def test_a_request_to_another_machine_fails_and_is_remembered(
    tmp_path: Path, open_page: Callable[..., Watched], address: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<img src='{address}' onerror='window.failed = true'>", "utf-8")
    watched = open_page(file.as_uri())
    watched.page.wait_for_function("window.failed")
    assert watched.outside == [address]
    watched.outside.clear()
    assert "ERR_NAME_NOT_RESOLVED" in watched.errors.pop()
