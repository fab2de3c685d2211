"""What a column's header means: spellings are brought to one form, then looked up.

Two rules keep a header from being read as something it does not say. Brackets are ignored only if a unit stands in
them that fits the figure („Plätze (Anzahl)“, but not „Belegung (%)“ or „Belegt (davon AsylbLG)“). And a single digit
glued to a word counts as a footnote only where nothing is called like that.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.vocabulary import PersonalData, Vocabulary

Layout = Literal["facilities", "wide", "long"]
LAYOUTS: tuple[Layout, ...] = ("facilities", "wide", "long")
MatchKind = Literal["period", "place", "facility", "indicator", "computed", "disabled", "dimension", "long"]
"""``computed``: a rate that is never taken over from a file. ``disabled``: an indicator that is turned off."""

FOOTNOTE = re.compile(r"\s*(?:\(\s*\d{1,2}\s*\)|\[\s*\d{1,2}\s*\]|\d{1,2}\s*\)|[¹²³⁰⁴⁵⁶⁷⁸⁹⁾]+|[*†‡]+)\s*$")
GLUED_DIGIT = re.compile(r"(?<=[^\W\d_]{3})\d$")
BRACKET = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])\s*$")
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "%": "prozent", "‰": "promille", "€": "euro", "&": "und"})
LEADING_IN = re.compile(r"^\s*in\s+", re.IGNORECASE)
COUNT = "count"
"""Unit group of everything that is counted; the vocabulary must have it."""
SUGGESTED_FROM = 72.0
"""Least likeness (0 to 100) of a spelling that is offered for mapping."""


@lru_cache(maxsize=4096)
def normalise(header: str) -> str:
    """The form in which spellings are compared: small letters without umlauts and accents, and digits.

    Blanks, hyphens, underscores and punctuation do not count; signs of a unit (%, €) do. Idempotent.
    """
    form = _folded(header)
    return form if form.isascii() else _folded(form)  # folding some letters yields letters that fold again


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(FOLDED)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text))


def without_footnote(header: str) -> str:
    """The header without footnote marks at its end: „Plätze1)“, „Plätze ²“, „Plätze*“."""
    text = header.strip()
    while (shorter := FOOTNOTE.sub("", text)) != text and shorter:
        text = shorter
    return text


@dataclass(frozen=True)
class Match:
    """What a header was taken for: ``name`` is a code or a column's name, ``spelling`` the catalogue's own word."""

    kind: MatchKind
    name: str
    spelling: str
    how: Literal["code", "name"]
    unit: str = ""
    """The unit in brackets that was left aside."""
    footnote: bool = False
    """True where a glued digit („Plätze1“) was taken for a footnote."""


Index = Mapping[str, Match]


def _entries(kind: MatchKind, name: str, spellings: Iterable[str]) -> Iterable[tuple[str, Match]]:
    for spelling in spellings:
        yield normalise(spelling), Match(kind, name, spelling, "code" if spelling == name else "name")


def spellings_of(vocabulary: Vocabulary, indicators: Iterable[Indicator], layout: Layout) -> list[tuple[str, Match]]:
    """Every spelling (in its compared form) that means something in this layout; two meanings for one are a mistake."""
    found: list[tuple[str, Match]] = []
    for period in vocabulary.periods:
        found += _entries("period", period.name, period.names)
    for place in vocabulary.places:
        found += _entries("place", place.name, place.names)
    if layout == "facilities":
        names = {indicator.code: indicator.names for indicator in indicators}
        for column in vocabulary.facilities:
            if column.kind not in ("period", "place_code", "place_name"):
                found += _entries("facility", column.name, (*column.names, *names.get(column.indicator or "", ())))
    elif layout == "wide":
        for indicator in indicators:
            kind: MatchKind = "indicator" if indicator.reported else "computed"
            found += _entries(kind if indicator.enabled else "disabled", indicator.code, indicator.names)
    else:
        for dimension in vocabulary.dimensions:
            found += _entries("dimension", dimension.name, dimension.names)
        for long in vocabulary.long:
            found += _entries("long", long.name, long.names)
    return found


class Headers:
    """The catalogue's answer to what a header means. Built once, never changed."""

    def __init__(self, vocabulary: Vocabulary, indicators: Mapping[str, Indicator]) -> None:
        self._indexes: dict[Layout, Index] = {}
        for layout in LAYOUTS:
            index: dict[str, Match] = {}
            for form, match in spellings_of(vocabulary, indicators.values(), layout):
                index.setdefault(form, match)
            self._indexes[layout] = index
        groups = {group.code: frozenset(map(normalise, group.spellings)) for group in vocabulary.units}
        self._units: dict[str, frozenset[str]] = {}
        for column in vocabulary.facilities:
            self._units[column.name] = _spellings_of_unit(column.unit, groups)
        for indicator in indicators.values():
            counted = groups[COUNT] if indicator.counts in ("persons", "things") else frozenset()
            self._units[indicator.code] = _spellings_of_unit(indicator.unit, groups) | counted
        self._personal = {
            normalise(word): (entry, word in entry.words)
            for entry in vocabulary.personal
            for word in (*entry.doubtful, *entry.words)
        }

    def find(self, header: str, layout: Layout) -> Match | None:
        """What ``header`` means in a table of this layout; None where the catalogue does not know it."""
        index = self._indexes[layout]
        text = without_footnote(header)
        if found := index.get(normalise(text)):
            return found
        if (found := self._without_unit(text, index)) is not None:
            return found
        if (bare := GLUED_DIGIT.sub("", text)) != text and (found := index.get(normalise(bare))):
            return replace(found, footnote=True)
        return None

    def indicator(self, name: str) -> Match | None:
        """The indicator a cell of the column „Kennzahl“ names, by code, title or synonym."""
        found = self.find(name, "wide")
        return found if found and found.kind in ("indicator", "computed", "disabled") else None

    def suggest(self, header: str, layout: Layout, limit: int = 3) -> tuple[Match, ...]:
        """What an unknown header might mean, the likeliest first: offered for mapping, never taken."""
        index = {form: match for form, match in self._indexes[layout].items() if match.kind != "disabled"}
        form = normalise(BRACKET.sub("", without_footnote(header))) or normalise(header)
        near = process.extract(form, index.keys(), scorer=fuzz.WRatio, score_cutoff=SUGGESTED_FROM, limit=4 * limit)
        best = {(index[key].kind, index[key].name): index[key] for key, _, _ in reversed(near)}
        return tuple(reversed(best.values()))[:limit]

    def personal(self, header: str, layout: Layout) -> tuple[PersonalData, bool] | None:
        """The kind of personal data a header announces, and whether it does so beyond doubt.

        A header that is a known column of the layout („Name der Unterkunft“) announces none.
        """
        if self.find(header, layout) is not None:
            return None
        text = without_footnote(header)
        for candidate in (text, BRACKET.sub("", text), GLUED_DIGIT.sub("", text)):
            if found := self._personal.get(normalise(candidate)):
                return found
        return None

    def _without_unit(self, text: str, index: Index) -> Match | None:
        """The match of the header without its unit in brackets, where that unit can be the figure's."""
        bracket = BRACKET.search(text)
        if bracket is None:
            return None
        found = index.get(normalise(without_footnote(text[: bracket.start()])))
        unit = bracket[1] if bracket[1] is not None else bracket[2]
        form = normalise(LEADING_IN.sub("", unit))
        if found is None or (form and form not in self._units.get(found.name, frozenset())):
            return None
        return replace(found, unit=unit.strip())


def _spellings_of_unit(unit: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    own = normalise(unit)
    same = [group for group in groups.values() if own in group]
    return frozenset({own} if own else ()).union(*same)
