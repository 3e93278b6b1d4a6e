"""Expressions to try, in the five languages: what people can click before they type their own."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "ar": "العربية"}


class Example(NamedTuple):
    """An expression and its language."""

    language: str
    text: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


EXAMPLES = (
    Example("en", "20 km south of Baghdad"),
    Example("en", "off the coast of Yemen"),
    Example("fr", "à une vingtaine de kilomètres au nord de Goma"),
    Example("fr", "dans le sud du Liban"),
    Example("de", "zwischen Charkiw und Dnipro"),
    Example("de", "an den Ufern des Euphrat"),
    Example("es", "la frontera entre Colombia y Venezuela"),
    Example("es", "en la carretera de Puno a Juliaca"),
    Example("ar", "على بعد 20 كيلومترا جنوب بغداد"),
    Example("ar", "قرب إدلب"),
)
