"""``make bench``: measure everything, print the table. Always exit status 0: these are figures, not a test."""

import argparse

from bench import (
    alliances,
    beside,
    council,
    deck,
    documents,
    imports,
    meetings,
    monitoring,
    pages,
    planning,
    searching,
    wide,
)
from bench.report import Line, table, weather

PARTS = (
    "pages",
    "monitoring",
    "alliances",
    "imports",
    "wide",
    "search",
    "documents",
    "meetings",
    "council",
    "planning",
)


def arguments() -> argparse.Namespace:
    """What the call asks for."""
    parser = argparse.ArgumentParser(prog="make bench BENCH=...", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; without: all")
    parser.add_argument("--viewers", type=int, default=100, help="viewers at once")
    parser.add_argument("--rounds", type=int, default=3, help="how often loads and imports are repeated")
    parser.add_argument("--blocks", type=int, default=8, help="blocks of warm runs of one viewer")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return asked


def main() -> None:
    """Measure the parts asked for, one after the other."""
    asked = arguments()
    parts = asked.parts or PARTS
    print("before:", weather())
    lines: list[Line] = []
    if "pages" in parts:
        lines += pages.measure(asked.viewers, asked.rounds, asked.blocks)
    if "monitoring" in parts:
        lines += monitoring.measure(asked.blocks)
    if "alliances" in parts:
        lines += alliances.measure(asked.blocks)
    if "imports" in parts:
        lines += imports.measure(asked.rounds)
    if "wide" in parts:
        lines += wide.measure(asked.rounds)
    if "search" in parts:
        lines += searching.measure(asked.rounds)
    if "documents" in parts:
        lines += documents.measure(asked.rounds)
    if "meetings" in parts:
        lines += meetings.measure(asked.blocks)
    if "council" in parts:
        lines += [*deck.measure(asked.rounds), *council.measure(asked.rounds), *beside.measure(asked.blocks)]
    if "planning" in parts:
        lines += planning.measure(asked.rounds, asked.blocks)
    print("after: ", weather(), end="\n\n")
    print(table(lines))


main()
