"""One run as a table and a plot: rates, how many times the better peer that is, and the physical limits beside it.

python -m bench.serving.report HOME --out docs/serving      (run.py does it at its end)
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from bench.serving.cases import CASES

OURS, PEERS, FLOOR = "eventmap", ("pygeoapi", "tipg"), "floor"
# Case -> how many times the better peer it shall be.
WANTED = {
    "limit10": 15,
    "item": 2.5,
    "limit1000": 4,
    "bbox1000": 4,
    "bbox_month100": 4,
    "tile4": 5,
    "tile6": 2,
    "tile8": 2,
    **{f"tile{zoom}_{how}": 30 for zoom in (4, 6, 8) for how in ("cached", "304")},
}
WANTED_OF_FLOOR = {"limit1000": 0.6, "bbox1000": 0.6}
MEANINGS = {
    "limit10": "the first ten events",
    "limit1000": "the first thousand",
    "page1000": "ten events from far back, by `next` (the peers: by offset)",
    "bbox1000": "a box with 1 % of the events, a thousand of them",
    "bbox_month100": "the same box and a month, a hundred",
    "bbox_year100": "the same box and a year, a hundred",
    "item": "one event",
    "tileZ": "a tile of that zoom, made for the first time",
    "tileZ_cached": "the same again",
    "tileZ_304": "the same again, by a client that holds it already",
}
COLOURS = {"eventmap": "#1f6f8b", "pygeoapi": "#c9a227", "tipg": "#a44a3f", "floor": "#999999"}
ROW, BAR, LEFT, WIDTH = 60, 12, 130, 560

Rounds = dict[str, dict[str, dict[int, dict[str, Any]]]]  # case -> server -> round -> measured


def write(results: Path, about: dict[str, Any], out: Path) -> None:
    """OUT.md and OUT.svg."""
    found = read(results)
    out.with_suffix(".md").write_text(table(found, about, out.name))
    out.with_suffix(".svg").write_text(plot(found))
    print(f"\n{out.with_suffix('.md').read_text()}")


def read(results: Path) -> Rounds:
    found: Rounds = defaultdict(lambda: defaultdict(dict))
    for line in results.read_text().splitlines():
        entry = json.loads(line)
        found[entry["case"]][entry["server"]][entry["round"]] = entry
    return found


def table(found: Rounds, about: dict[str, Any], name: str) -> str:
    """The whole page, but for what a person has to say about it."""
    peak, private = about["memory"]
    lines = [
        f"`python -m bench.serving.run` on {about['machine']};",
        f"load {about['load'][0]} before, {about['load'][1]} after. "
        f"{about['events']:,} events, two workers each, {about['connections']} connections; the median of "
        f"{about['rounds']} rounds of {about['seconds']} s, in which all servers take turns.",
        "",
        "| case | eventmap /s | pygeoapi /s | tipg /s | times the better peer | wanted | floor /s | of the floor "
        "| wanted | loopback /s | p50, p99 ms | KB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *(_row(case, found, about["loopback"]) for case in CASES if OURS in found.get(case, {})),
        "",
        *_paging(found),
        f"A worker held {peak:.0f} MiB at most, {private:.0f} MiB of it for itself alone at the end.",
        "",
        f"![Requests a second, relative to the fastest of each case]({name}.svg)",
        "",
        "Cases: " + "; ".join(f"`{case}` {meaning}" for case, meaning in MEANINGS.items()) + ".",
        "The floor is bare SQL over text that lies ready in each row (tiles: ST_AsMVT over geometry kept ready), "
        "without HTTP, from two processes. Loopback is how often the answer's bytes go through a socket of this "
        "machine in a second. Times and shares are medians of the rounds' own ratios.",
    ]
    return "\n".join(lines) + "\n"


def _row(case: str, found: Rounds, loopback: float) -> str:
    servers = found[case]
    peers = found[case.partition("_")[0]] if case.startswith("tile") else servers
    cells = [_rate(servers, OURS), *(_rate(peers, peer) for peer in PEERS)]
    times = ratio(servers[OURS], *(peers[peer] for peer in PEERS if peer in peers))
    share = ratio(servers[OURS], servers[FLOOR]) if FLOOR in servers else None
    size = _median(servers[OURS], "bytes")
    delays = f"{_median(servers[OURS], 'p50_ms'):.1f}, {_median(servers[OURS], 'p99_ms'):.1f}"
    cells += [f"{times:.1f}" if times else "", str(WANTED.get(case, ""))]
    cells += [_rate(servers, FLOOR), f"{share:.2f}" if share else "", str(WANTED_OF_FLOOR.get(case, ""))]
    cells += [f"{loopback / size:,.0f}", delays, f"{size / 1e3:,.1f}"]
    errors = sum(entry["errors"] for entry in servers[OURS].values())
    return f"| {case}{f' ({errors} errors)' if errors else ''} | {' | '.join(cells)} |"


def ratio(ours: dict[int, dict[str, Any]], *others: dict[int, dict[str, Any]]) -> float | None:
    """Our rate over the best of the others, round by round: what disturbs a round disturbs all of it."""
    rounds = [
        entry["rate"] / max(other[number]["rate"] for other in others)
        for number, entry in ours.items()
        if others and all(number in other for other in others)
    ]
    return median(rounds) if rounds else None


def _paging(found: Rounds) -> list[str]:
    if not (OURS in found["limit10"] and OURS in found["page1000"]):
        return []
    return [f"A page from far back runs at {ratio(found['page1000'][OURS], found['limit10'][OURS]):.2f} of page 1.", ""]


def _rate(servers: dict[str, dict[int, dict[str, Any]]], name: str) -> str:
    if name not in servers:
        return ""
    rate = _median(servers[name], "rate")
    return f"{rate:,.0f}" if rate >= 20 else f"{rate:.1f}"


def _median(rounds: dict[int, dict[str, Any]], what: str) -> float:
    return median(entry[what] for entry in rounds.values())


def plot(found: Rounds) -> str:
    """Bars relative to the fastest of each case."""
    drawn, cases = [], [case for case in CASES if OURS in found.get(case, {})]
    for i, case in enumerate(cases):
        rates = {name: _median(found[case][name], "rate") for name in (OURS, *PEERS, FLOOR) if name in found[case]}
        top, fastest = 20 + i * ROW, max(rates.values())
        drawn.append(f'<text x="{LEFT - 8}" y="{top + 20}" text-anchor="end">{case}</text>')
        for j, (name, rate) in enumerate(rates.items()):
            length, y = max(1.0, rate / fastest * WIDTH), top + j * BAR
            drawn.append(f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR - 2}" fill="{COLOURS[name]}"/>')
            drawn.append(f'<text x="{LEFT + length + 4:.0f}" y="{y + 9}" font-size="10">{name} {rate:.0f}/s</text>')
    height = 30 + len(cases) * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 140} {height}" '
        f'font-family="sans-serif" font-size="12">{"".join(drawn)}</svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write(args.home / "results.jsonl", json.loads((args.home / "about.json").read_text()), args.out)


if __name__ == "__main__":
    main()
