"""What a row of headers says about the layout of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import Match, normalise

Known = Literal["facilities", "wide", "long"]
Find = Callable[[str, Known], Match | None]
FLAT_MARKS = frozenset({"statisticscode", "time", "value", "1variablecode", "1variableattributecode"})
OF_FACILITIES = frozenset({"unterkunft", "unterkunft_id", "art"})
"""Columns that only a table of facilities has."""


@dataclass(frozen=True)
class Reading:
    """What a header was read as, how many of its columns are known, and which."""

    score: int = 0
    layout: Literal["facilities", "wide", "long", "flat", "classic"] | None = None
    reason: str = ""


def remembering(catalogue: Catalogue) -> Find:
    """Look headers up in the catalogue, each once."""
    known: dict[tuple[str, Known], Match | None] = {}

    def find(text: str, layout: Known) -> Match | None:
        if (text, layout) not in known:
            known[text, layout] = catalogue.headers.find(text, layout) if len(text) <= 200 else None
        return known[text, layout]

    return find


def layout_of(texts: list[str], find: Find) -> Reading | None:
    """The layout whose headers these are; None where they are none."""
    if {normalise(text) for text in texts if len(text) <= 60} >= FLAT_MARKS:
        return Reading(len(texts), "flat", "Spalten „statistics_code“, „1_variable_code“, „value“")
    facilities = _matches(texts, find, "facilities")
    own = {match.name for match in facilities.values()} & OF_FACILITIES
    long = _matches(texts, find, "long")
    columns = {match.name for match in long.values() if match.kind == "long"}
    kinds = {match.kind for match in long.values()}
    # A kind of accommodation is a breakdown of a long table too; only a facility's name or number is none.
    if own and len(facilities) >= 3 and not (own == {"art"} and {"kennzahl", "wert"} <= columns):
        return Reading(len(facilities), "facilities", _named(facilities))
    if {"kennzahl", "wert"} <= columns:
        return Reading(len(long), "long", _named(long))
    wide = _matches(texts, find, "wide")
    figures = [match for match in wide.values() if match.kind in ("indicator", "computed", "disabled")]
    if figures and len(wide) >= 2:
        return Reading(len(wide), "wide", _named(wide))
    if "wert" in columns and {"period", "place"} <= kinds:
        return Reading(len(long), "long", _named(long))
    return None


def _matches(texts: list[str], find: Find, layout: Known) -> Mapping[str, Match]:
    return {text: match for text in texts if (match := find(text, layout)) is not None}


def _named(matches: Mapping[str, Match]) -> str:
    shown = ", ".join(f"„{text}“" for text in list(matches)[:4])
    more = f" und {len(matches) - 4} weitere" if len(matches) > 4 else ""
    return f"bekannte Spalten {shown}{more}"
