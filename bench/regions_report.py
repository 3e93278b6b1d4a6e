"""Do the regions hold what they claim? Reliability of 10..90 % regions and the figures by class, cross-validated.

    python -m bench.regions_report [PHRASES.jsonl.gz]

Writes docs/regions/reliability.svg and shapes.svg and the tables of docs/south-of.md, marked with the digest of the
fit that they describe (a test compares it). Needs matplotlib, which is no dependency of the project.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np

from bench.regions_density import Floats
from bench.regions_fit import DIRECTION, OFFSET, PHRASES, Model, Phrases, calibrate, cross_validate, read_phrases
from geodata.regions.tables import digest, outline_of, shapes

DOCS = Path(__file__).parents[1] / "docs/regions"
CHAPTER = DOCS.parent / "south-of.md"
LEVELS = tuple(level / 10 for level in range(1, 10))
BANDS = {
    "offset": (
        ("under 5 km", 0, 5),
        ("5-10 km", 5, 10),
        ("10-20 km", 10, 20),
        ("20-50 km", 20, 50),
        ("50-100 km", 50, 100),
        ("over 100 km", 100, 1e9),
    ),
    "direction": (
        ("under 10,000 people", 0, 1e4),
        ("10,000-100,000", 1e4, 1e5),
        ("100,000-1 million", 1e5, 1e6),
        ("over 1 million", 1e6, 1e9),
    ),
}
COMPASS = ((4, "north"), (8, "north-east"), (16, "north-north-east"))
Held = dict[float, tuple[Floats, Floats]]


def classes_of(model: Model, data: Phrases) -> list[tuple[str, Floats]]:
    """(name, mask) of all phrases, the distance or size classes, the compass classes."""
    value = np.exp(data.covariate)
    masks = [("all", np.ones(len(value), bool))]
    masks += [(name, (low <= value) & (value < high)) for name, low, high in BANDS[model.name]]
    masks += [(f"compass as fine as {name}", data.points == points) for points, name in COMPASS]
    return [(name, mask) for name, mask in masks if mask.sum() >= 5]


def table_of(model: Model, data: Phrases, held: Held) -> str:
    """Coverage of the nine levels and the median areas, one row a class."""
    levels = " | ".join(f"{level:.0%}" for level in LEVELS)
    lines = [f"| {model.name} | phrases | {levels} | area 90 % | area 50 % |", "|---|---|" + "---|" * (len(LEVELS) + 2)]
    for name, mask in classes_of(model, data):
        cover = " | ".join(f"{held[level][0][mask].mean():.2f}" for level in LEVELS)
        areas = [np.median(held[level][1][mask]) for level in (0.9, 0.5)]
        sizes = " | ".join(f"{a:.2f} d²" if model.name == "offset" else f"{a:,.0f} km²" for a in areas)
        lines.append(f"| {name} | {mask.sum()} | {cover} | {sizes} |")
    return "\n".join(lines)


def write_tables(tables: list[str]) -> None:
    """Puts the tables between their marks in the chapter."""
    text = CHAPTER.read_text(encoding="utf-8")
    block = f"<!-- reliability of fit {digest()} -->\n\n" + "\n\n".join(tables) + "\n\n<!-- end -->"
    marked = re.compile(r"<!-- reliability of fit \w+ -->.*?<!-- end -->", re.DOTALL)
    CHAPTER.write_text(marked.sub(lambda _: block, text), encoding="utf-8")


def plot_reliability(panels: list[tuple[Model, Phrases, Held]]) -> None:
    """Claimed against held, one line a class."""
    figure, axes = plt.subplots(1, len(panels), figsize=(10, 5), sharey=True)
    for axis, (model, data, held) in zip(axes, panels, strict=True):
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for name, mask in classes_of(model, data):
            line = [held[level][0][mask].mean() for level in LEVELS]
            width = 2.5 if name == "all" else 1
            axis.plot(LEVELS, line, marker="o", markersize=3, linewidth=width, label=f"{name} ({mask.sum()})")
        axis.set(title=model.name, xlabel="claimed", xlim=(0, 1), ylim=(0, 1), aspect="equal")
        axis.legend(fontsize=7)
    axes[0].set_ylabel("held, on phrases not used to fit")
    figure.tight_layout()
    figure.savefig(DOCS / "reliability.svg")


def plot_shapes() -> None:
    """The shapes of 'd km north' for three distances and three compass classes, and of 'north of'."""
    figure, axes = plt.subplots(1, 4, figsize=(12, 4))
    for axis, (points, name) in zip(axes, COMPASS, strict=False):
        for stated, colour in ((4.0, "tab:orange"), (20.0, "tab:blue"), (100.0, "tab:green")):
            for level, alpha in ((90, 0.15), (50, 0.4)):
                distance, off = outline_of(*shapes("offset", points, level).at(stated))
                x, y = distance * np.sin(np.radians(off)), distance * np.cos(np.radians(off))
                axis.fill(x, y, color=colour, alpha=alpha, label=f"{stated:g} km" if level == 90 else None)
        axis.plot(0, 0, "k+")
        axis.set(title=f"d km, compass as fine as\n{name} (turned up)", aspect="equal", xlabel="stated distances")
        axis.legend(fontsize=7)
    for population, colour in ((10_000, "tab:orange"), (300_000, "tab:blue"), (5_000_000, "tab:green")):
        for level, alpha in ((90, 0.15), (50, 0.5)):
            distance, off = outline_of(*shapes("direction", 4, level).at(population))
            x, y = distance * np.sin(np.radians(off)), distance * np.cos(np.radians(off))
            axes[3].fill(x, y, color=colour, alpha=alpha, label=f"{population:,} people" if level == 90 else None)
    axes[3].plot(0, 0, "k+")
    axes[3].set(title="no distance stated (turned up)", aspect="equal", xlabel="km")
    axes[3].legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(DOCS / "shapes.svg")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PHRASES
    if not path.exists():
        sys.exit(f"{path} is not there: the phrases are not part of the project")
    DOCS.mkdir(parents=True, exist_ok=True)
    panels = []
    for model, data in zip((OFFSET, DIRECTION), read_phrases(path), strict=True):
        held = cross_validate(model, data, calibrate(model, data, LEVELS))
        panels.append((model, data, held))
    write_tables([table_of(*panel) for panel in panels])
    plot_reliability(panels)
    plot_shapes()


if __name__ == "__main__":
    main()
