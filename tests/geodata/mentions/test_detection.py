"""The language of long and short texts."""

from __future__ import annotations

import pytest

from geodata.languages.detection import detect

CASES = [
    ("en", "South of Baghdad"),
    ("en", "The army said two people were killed near Mosul."),
    ("fr", "au sud de Bagdad"),
    ("fr", "Les États-Unis attaquent des positions en Irak"),
    ("de", "20 km südlich von Bagdad"),
    ("es", "El presidente dijo que no"),
    ("ar", "قتل شخصان في الموصل"),
    (None, "Bagdad"),
    (None, ""),
    (None, "1234 !?"),
    (None, "Roma è la capitale d'Italia e non solo"),
    (None, "در تهران رئیس جمهور گفت"),
    (None, "北京市"),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_the_language_is_told_or_the_reason_why_not(language: str | None, text: str) -> None:
    detection = detect(text)
    assert detection.language == language
    assert detection.reason
