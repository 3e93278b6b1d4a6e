"""Numbers that a casualty word governs, and those that none does."""

import pytest

from app.extraction import lexicon
from app.extraction.counts import CountFinder
from app.extraction.numbers import find_quantities
from app.extraction.tokens import tokenise

Bounds = tuple[int | None, int | None, int | None]


def quantities(language: str, text: str) -> list[Bounds]:
    words = lexicon.load(language)
    tokens = tokenise(text)
    return [(q.low, q.best, q.high) for q in find_quantities(tokens, words.table.scan(tokens), words)]


def counts(language: str, text: str) -> dict[str, Bounds]:
    words = lexicon.load(language)
    tokens = tokenise(text)
    hits = words.table.scan(tokens)
    finder = CountFinder(tokens, hits, find_quantities(tokens, hits, words), words)
    return {s.kind: (s.count.low, s.count.best, s.count.high) for s in finder.in_sentence(0, len(tokens))}


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("en", "twenty-two", (22, 22, 22)),
        ("en", "one hundred and fifty", (150, 150, 150)),
        ("en", "1,200", (1200, 1200, 1200)),
        ("en", "1.5 million", (1500000, 1500000, 1500000)),
        ("en", "at least 12", (12, 12, None)),
        ("en", "up to 20", (None, 20, 20)),
        ("en", "about 30", (None, 30, None)),
        ("en", "between 10 and 15", (10, 10, 15)),
        ("en", "10-15", (10, 10, 15)),
        ("en", "dozens of", (24, None, None)),
        ("fr", "trente-deux", (32, 32, 32)),
        ("de", "dreihundertfünfundzwanzig", (325, 325, 325)),
        ("en", "half a dozen", (None, 6, None)),
        ("ar", "ثلاثة عشر", (13, 13, 13)),
        ("ar", "أحد عشر", (11, 11, 11)),
        ("ar", "اثنا عشر", (12, 12, 12)),
        ("ar", "ثلاثمائة وخمسين", (350, 350, 350)),
        ("ar", "مئتان", (200, 200, 200)),
        ("es", "setecientas", (700, 700, 700)),
        ("ar", "خمسة وعشرين", (25, 25, 25)),
        ("fr", "soixante et onze", (71, 71, 71)),
        ("fr", "quatre-vingt-dix-sept", (97, 97, 97)),
        ("fr", "2 500", (2500, 2500, 2500)),
        ("fr", "2\u202f500", (2500, 2500, 2500)),
        ("fr", "une vingtaine", (None, 20, None)),
        ("fr", "au moins une vingtaine", (20, 20, None)),
        ("de", "zweiundzwanzig", (22, 22, 22)),
        ("de", "zwei Dutzend", (None, 24, None)),
        ("de", "2.500", (2500, 2500, 2500)),
        ("es", "treinta y dos", (32, 32, 32)),
        ("es", "decenas de", (20, None, None)),
        ("ar", "عشرات", (20, None, None)),
        ("ar", "خمسة", (5, 5, 5)),
        ("ar", "٣٢", (32, 32, 32)),
    ],
)
def test_quantity(language: str, text: str, bounds: Bounds) -> None:
    assert quantities(language, text) == [bounds]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At least 22 fighters were killed and nine wounded.", {"killed": (22, 22, None), "wounded": (9, 9, 9)}),
        ("en", "The blast killed 12 people.", {"killed": (12, 12, 12)}),
        ("en", "killing three soldiers and two civilians", {"killed": (5, 5, 5)}),
        ("en", "A farmer was shot dead.", {"killed": (1, 1, 1)}),
        ("en", "Two soldiers, a policeman and three civilians were killed.", {"killed": (6, 6, 6)}),
        ("en", "The death toll from two bombings outside the ministry has risen to 100.", {"killed": (100, 100, 100)}),
        ("en", "30 fatalities, coded as 10 across 3 events.", {"killed": (10, 10, 10)}),
        ("en", "Five soldiers were wounded, two of them died later.", {"wounded": (5, 5, 5), "killed": (2, 2, 2)}),
        ("de", "Eine Frau und zwei Kinder kamen ums Leben.", {"killed": (3, 3, 3)}),
        ("en", "The death toll has risen to 40.", {"killed": (40, 40, 40)}),
        ("en", "17 people, including 3 children, were killed", {"killed": (17, 17, 17)}),
        ("en", "No casualties were reported.", {"killed": (0, 0, 0), "wounded": (0, 0, 0)}),
        ("en", "Nobody was killed.", {"killed": (0, 0, 0)}),
        ("en", "About 900 soldiers are stationed in Syria.", {}),
        ("en", "66 attacks since October", {}),
        ("en", "People died after 40 houses collapsed.", {}),
        ("fr", "Le séisme a fait 2 122 morts et 2 421 blessés.", {"killed": (2122,) * 3, "wounded": (2421,) * 3}),
        ("fr", "13 civils tués et une quarantaine blessés.", {"killed": (13,) * 3, "wounded": (None, 40, None)}),
        ("fr", "Environ 900 soldats américains sont stationnés en Syrie et 2 500 autres en Irak.", {}),
        ("fr", "66 attaques ont eu lieu – 32 en Irak et 34 en Syrie.", {}),
        ("fr", "Aucun mort n’a été signalé.", {"killed": (0, 0, 0)}),
        ("fr", "Des dizaines de soldats ont été blessés.", {"wounded": (20, None, None)}),
        ("de", "Dabei kamen mindestens neun Menschen ums Leben.", {"killed": (9, 9, None)}),
        ("de", "Die Zahl der Toten ist auf 40 gestiegen.", {"killed": (40, 40, 40)}),
        ("es", "Murieron 17 personas y 70 resultaron heridas.", {"killed": (17,) * 3, "wounded": (70,) * 3}),
        ("es", "El atentado dejó 21 muertos y 68 heridos.", {"killed": (21,) * 3, "wounded": (68,) * 3}),
        ("ar", "قتل 32 شخصا وأصيب 110 آخرون.", {"killed": (32,) * 3, "wounded": (110,) * 3}),
        ("ar", "أودت بحياة أكثر من 150 شخصا.", {"killed": (150, 150, None)}),
        ("en", "killed a teacher, her two children and their driver", {"killed": (4, 4, 4)}),
        ("en", "The mayor and his driver were killed.", {"killed": (2, 2, 2)}),
        ("en", "The police and the army were killed with boredom.", {}),
        ("fr", "L'ambassadeur, son garde du corps et leur chauffeur ont été tués.", {"killed": (3, 3, 3)}),
        ("es", "El alcalde y su escolta fueron asesinados.", {"killed": (2, 2, 2)}),
        ("de", "Der Botschafter und sein Fahrer wurden getötet.", {"killed": (2, 2, 2)}),
        ("en", "allegedly killing four and injuring five", {"killed": (4, 4, 4), "wounded": (5, 5, 5)}),
        ("en", "A village administrator was killed in the town.", {"killed": (1, 1, 1)}),
        ("en", "A family was killed.", {}),
        ("en", "It is unclear whether anyone was killed.", {}),
        ("es", "El candidato Fernando Villavicencio fue asesinado a tiros.", {"killed": (1, 1, 1)}),
        ("fr", "Le maire de la commune a été abattu.", {"killed": (1, 1, 1)}),
        ("en", "A thousand people marched for Black Lives Matter.", {}),
        ("de", "Verletzt wurde niemand.", {"wounded": (0, 0, 0)}),
        ("es", "Sicarios mataron a tiros al líder comunal Wilson Pérez.", {"killed": (1, 1, 1)}),
        ("en", "Gunmen killed the mayor of the town.", {"killed": (1, 1, 1)}),
        ("en", "Gunmen killed the soldiers at the gate.", {}),
        ("fr", "Des inconnus ont assassiné le chef du village.", {"killed": (1, 1, 1)}),
        ("de", "Unbekannte töteten den Bürgermeister.", {"killed": (1, 1, 1)}),
        ("en", "The 1994 killings are remembered.", {}),
        ("en", "The war killed 1994 people.", {"killed": (1994, 1994, 1994)}),
        ("ar", "قُتل مقاتلان وأصيب ثالث.", {"killed": (2, 2, 2), "wounded": (1, 1, 1)}),
        ("ar", "قتل طفل وأصيبت والدته.", {"killed": (1, 1, 1), "wounded": (1, 1, 1)}),
    ],
)  # fmt: skip
def test_casualties(language: str, text: str, expected: dict[str, Bounds]) -> None:
    assert counts(language, text) == expected
