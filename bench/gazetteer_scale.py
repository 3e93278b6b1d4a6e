"""Does the place index hold twelve million places? Writes a synthetic GeoNames dump, builds, and times look-ups.

    python -m bench.gazetteer_scale [--rows 12000000] [--folder DIR]

Reports build time and peak memory of a child process, file size, opening, and look-ups and walks a second on the
embedded index and on the large one, with the same queries.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geodata.gazetteer import Gazetteer, tokenise

_SYLLABLES = [c + v for c in "b d f g h k l m n p r s t v z sh ch kh".split() for v in "a e i o u ai".split()]
_PREFIXES = ("", "", "", "", "", "Al ", "San ", "Novo ", "New ", "Saint ", "Lake ", "Mount ")
_CODES = (
    ("P", "PPL"),
    ("P", "PPL"),
    ("P", "PPLX"),
    ("H", "STM"),
    ("T", "MT"),
    ("S", "AIRF"),
    ("L", "RGN"),
    ("A", "ADM3"),
)


def main() -> None:
    """Parse the arguments and print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=12_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--embedded", type=Path, default=Path(".eventmap/gazetteer.emg"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "allCountries.txt").exists():
            write_dump(folder / "allCountries.txt", arguments.rows)
        large = folder / "large.emg"
        started = time.monotonic()
        code = (
            "import sys; from pathlib import Path; from geodata.gazetteer.build import build, embedded_sources;"
            "from geodata.gazetteer.chosen import chosen_sources;"
            "print(build(Path(sys.argv[2]), [*embedded_sources(), *chosen_sources(geonames=Path(sys.argv[1]))]))"
        )
        subprocess.run([sys.executable, "-c", code, str(folder), str(large)], check=True)
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
        print(f"build: {seconds:.0f} s, peak {peak:.2f} GiB, file {large.stat().st_size / 2**30:.2f} GiB")
        for name, path in (("embedded", arguments.embedded), ("large", large)):
            print(name, measure(path))


def write_dump(path: Path, rows: int) -> None:
    """Lines in the format of allCountries.txt: one to three alternate names, names shared by many places."""
    draw = random.Random(12)
    countries = ["US", "CN", "IN", "RU", "IQ", "NO", "MX", "IR", "ID", "DE"]
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            names = [
                draw.choice(_PREFIXES) + "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize()
                for _ in range(draw.randint(2, 4))
            ]
            kind, code = draw.choice(_CODES)
            file.write(
                f"{20_000_000 + number}\t{names[0]}\t{names[0]}\t{','.join(names[1:])}\t{draw.uniform(-60, 75):.5f}\t"
                f"{draw.uniform(-180, 180):.5f}\t{kind}\t{code}\t{draw.choice(countries)}\t\t{draw.randint(1, 40):02}\t"
                f"\t\t\t{draw.randint(0, 3000)}\t\t\tEtc/UTC\t2026-01-01\n"
            )


def measure(path: Path) -> str:
    """Opening, look-ups of names that exist and that do not, and walks over a text, after one warming round."""
    started = time.perf_counter()
    gazetteer = Gazetteer.open(path)
    opening = time.perf_counter() - started
    names = ["Baghdad", "Mosul", "Al Fallujah", "Paris", "Deir ez-Zor", "Kharkiv", "Nowhere at all", "Xyzzy", "Bamako"]
    text = "The army said on Monday that rebels had shelled villages near Goma in North Kivu, east of Lake Kivu. " * 40
    norms = [token.norm for token in tokenise(text)]
    rates = []
    for _ in range(2):
        started = time.perf_counter()
        for _ in range(2000):
            for name in names:
                gazetteer.hits(name)
        hits = 2000 * len(names) / (time.perf_counter() - started)
        started = time.perf_counter()
        for _ in range(20):
            for i in range(len(norms)):
                gazetteer.walk(norms, i)
        rates = [hits, 20 * len(norms) / (time.perf_counter() - started)]
    return f"open {opening * 1000:.1f} ms, {rates[0]:,.0f} look-ups/s, {rates[1]:,.0f} walked words/s"


if __name__ == "__main__":
    main()
