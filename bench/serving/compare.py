"""Requests a second of this service beside pygeoapi and tipg, from one run, as a table and a plot.

    python -m bench.serving.compare RESULTS.jsonl --out docs/serving

RESULTS.jsonl is what `http_bench.py --out` wrote for "eventmap", "pygeoapi" and "tipg"; docs/ogc.md says how
to run them. Writes OUT.md and OUT.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path

OURS, PEERS = "eventmap", ("pygeoapi", "tipg")
# Case -> how many times the better peer it shall be; None where the peers have nothing that compares.
WANTED: dict[str, float | None] = {
    "limit10": 15,
    "item": 2.5,
    "limit1000": 4,
    "bbox1000": 4,
    "bbox_month100": 4,
    "bbox_year100": None,
    "offset10": None,
    "tile4": 5,
    "tile6": 2,
    "tile8": 2,
}
COLOURS = {"eventmap": "#1f6f8b", "pygeoapi": "#c9a227", "tipg": "#a44a3f"}
ROW, BAR, LEFT, WIDTH = 46, 12, 130, 560


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rates = read_rates(args.results)
    args.out.with_suffix(".md").write_text(table(rates))
    args.out.with_suffix(".svg").write_text(plot(rates))


def read_rates(results: Path) -> dict[str, dict[str, float]]:
    """Case -> server -> requests a second; the last measurement counts."""
    rates: dict[str, dict[str, float]] = {}
    for line in results.read_text().splitlines():
        entry = json.loads(line)
        rates.setdefault(entry["case"], {})[entry["server"]] = entry["rate"]
    return rates


def table(rates: dict[str, dict[str, float]]) -> str:
    """The rates, how many times the better peer that is, and what was wanted."""
    lines = [
        f"Requests a second, 8 connections, two workers each, on {machine()}.",
        "",
        f"| case | {OURS} | {' | '.join(PEERS)} | times the better peer | wanted |",
        f"|---|---|{'---|' * len(PEERS)}---|---|",
    ]
    for case, wanted in WANTED.items():
        if case in rates:
            found = rates[case]
            cells = [f"{found[server]:.0f}" if server in found else "" for server in (OURS, *PEERS)]
            better = max((found[peer] for peer in PEERS if peer in found), default=None)
            times = f"{found[OURS] / better:.1f}" if better else ""
            lines.append(f"| {case} | {' | '.join(cells)} | {times} | {wanted or ''} |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    return f"{os.cpu_count()} shared cores ({platform.machine()}, load {os.getloadavg()[0]:.1f} at the end)"


def plot(rates: dict[str, dict[str, float]]) -> str:
    """Bars relative to the fastest of each case."""
    cases = [case for case in WANTED if case in rates]
    drawn = []
    for i, case in enumerate(cases):
        top, fastest = 20 + i * ROW, max(rates[case].values())
        drawn.append(f'<text x="{LEFT - 8}" y="{top + 20}" text-anchor="end">{case}</text>')
        for j, server in enumerate(server for server in (OURS, *PEERS) if server in rates[case]):
            rate = rates[case][server]
            length, y = max(1.0, rate / fastest * WIDTH), top + j * BAR
            drawn.append(f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR - 2}" fill="{COLOURS[server]}"/>')
            drawn.append(f'<text x="{LEFT + length + 4:.0f}" y="{y + 9}" font-size="10">{server} {rate:.0f}/s</text>')
    height = 30 + len(cases) * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 140} {height}" '
        f'font-family="sans-serif" font-size="12">{"".join(drawn)}</svg>\n'
    )


if __name__ == "__main__":
    main()
