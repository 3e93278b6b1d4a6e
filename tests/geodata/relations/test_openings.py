"""A form is tried where one of its words stands, and nowhere else."""

from __future__ import annotations

import pytest

from geodata.languages import load, supported
from geodata.relations.forms import _forms
from geodata.relations.lexicon import lexicon_of
from geodata.relations.openings import openings


@pytest.mark.parametrize(
    ("regex", "first"),
    [
        ("[ab]c".replace("c", "[c]"), "ab"),
        ("[a]*[b]?[c]", "abc"),
        ("(?:[a]|[b][c])*[d]", "abd"),
        ("(?:[a]?[b]?)[c]", "abc"),
        ("(?:[a]|[b])+[c]", "ab"),
        ("(?<=[z])[a]", "a"),
        ("(?![z])[a]?[b]", "ab"),
        ("(?!)[a]|[b]", "b"),
        ("(?:(?!)|[a])[b]", "a"),
    ],
)
def test_the_first_symbols_of_an_expression(regex: str, first: str) -> None:
    assert openings(regex) == frozenset(first)


def test_what_fits_everywhere_is_refused() -> None:
    with pytest.raises(ValueError, match="everywhere"):
        openings("[a]*[b]?")


@pytest.mark.parametrize("code", supported())
def test_no_form_begins_with_a_symbol_that_is_not_told(code: str) -> None:
    language = load(code)
    symbols = sorted(set("".join(lexicon_of(language).symbols.values())))
    for form in _forms(language):
        # Of every symbol that is not told, no text of it and any two others fits.
        for symbol in symbols:
            if symbol not in form.openings:
                assert not any(form.match(symbol + a + b, 0) for a in symbols[:6] for b in symbols[:6])
