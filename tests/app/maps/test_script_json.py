"""JSON inside a script element: the HTML parser must find no end and no comment in it."""

from __future__ import annotations

import json

import pytest

from app.maps.script_json import script_json

HOSTILE = ["</script>", "<!--", "<script>", "]]>", "&lt;", "\u2028", "\u2029", "${x}", "`", "\u202e"]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_value_comes_back_as_it_was(text: str) -> None:
    assert json.loads(script_json({text: [text]})) == {text: [text]}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_character_that_a_parser_minds_is_left(text: str) -> None:
    assert not set("<>&\u2028\u2029") & set(script_json([text]))
