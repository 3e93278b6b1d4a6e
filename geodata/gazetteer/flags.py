"""What the gazetteer knows about a name, besides the place that it names."""

from __future__ import annotations

from enum import IntFlag
from typing import NamedTuple


class NameFlag(IntFlag):
    """Sixteen bits beside every posting."""

    PREFERRED = 1  # the place's main name
    ALTERNATE = 2  # another name, in whatever language
    ABBREVIATION = 4  # "Calif.", "Ky.": counts only with a capital in the text
    CODE = 8  # "US", "UAE", "BGW": counts only in capitals
    DEMONYM = 16  # the people or the adjective: "Iraqi", "irakienne"
    HISTORIC = 32  # "Saigon", "Burma": still in use, no longer official
    LOW_TRUST = 64  # an alias whose place is dwarfed by another holder of the name: "Nineveh" for Calcutta, Ohio
    GENERATED = 128  # made by rule from another name: "Anbar" from "Anbar Governorate"
    EN = 1 << 8  # language bits; none set: not known
    FR = 1 << 9
    DE = 1 << 10
    ES = 1 << 11
    AR = 1 << 12


LANGUAGE_FLAGS = {"en": NameFlag.EN, "fr": NameFlag.FR, "de": NameFlag.DE, "es": NameFlag.ES, "ar": NameFlag.AR}


class NameHit(NamedTuple):
    """One entry under a name; `flags` is a plain int of `NameFlag` bits."""

    row: int
    flags: int
