"""Spellings of place names and keys: what is the same name written otherwise, and what a word before or after says."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum

from dashboard.geography import places
from dashboard.geography.kinds import CITIES, UNINCORPORATED, Level


class Sort(Enum):
    """What sort of place a designation speaks of."""

    MUNICIPALITY = "municipality"
    UNINCORPORATED = "unincorporated"
    ASSOCIATION = "association"
    CITY = "city"
    DISTRICT = "district"
    STATE = "state"
    FEDERATION = "federation"


TOWN_OR_CITY = frozenset({Sort.MUNICIPALITY, Sort.CITY})
"""„Stadt“ and the like are said of Gemeinden and of kreisfreie Städte."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SEPARATORS = re.compile(r"[\s‐‑‒–—-]+")

_MARKS = re.compile(r"\s*([(),])\s*")
_SPACED = {"(": " (", ")": ")", ",": ", "}

_WORDS: dict[frozenset[Sort], str] = {
    TOWN_OR_CITY: (
        "gemeinde|stadt|einheitsgemeinde|mitgliedsgemeinde|ortsgemeinde|flecken|markt|marktgemeinde|hansestadt|"
        "landeshauptstadt|kreisstadt|große kreisstadt|große selbständige stadt|universitätsstadt|lutherstadt|"
        "residenzstadt|bergstadt|kurort|seebad|ostseebad|nordseebad|inselgemeinde|kirchspiel|freie und hansestadt"
    ),
    frozenset({Sort.CITY}): "kreisfreie stadt|krfr. stadt|krfr stadt|krsfr. stadt|stadtkreis",
    frozenset({Sort.ASSOCIATION}): (
        "samtgemeinde|sg|verbandsgemeinde|vg|vbg|verwaltungsgemeinschaft|vgem|amt|verwaltungsverband|"
        "gemeindeverwaltungsverband|gvv|vvg der stadt|vvg der gemeinde|kirchspielslandgemeinde|erfüllende gemeinde"
    ),
    frozenset({Sort.DISTRICT}): "landkreis|lk|lkr|lkr.|kreis|kr.|region|regionalverband|städteregion",
    frozenset({Sort.UNINCORPORATED}): (
        "gemeindefreies gebiet|gemfr. gebiet|gemfr. geb.|gemfr. bezirk|gemfr.geb.|gemeindefreier bezirk|gemfr gebiet"
    ),
    frozenset({Sort.STATE}): "land|bundesland|freistaat|freie hansestadt",
}
LONGEST = 3
"""Words that the longest designation has."""

_TOTAL = re.compile(
    r"(?:(?:kreis|landkreis|lk) ?)?(?:insgesamt|gesamt|summe|gesamtsumme|zusammen|total)(?: (?:kreis|landkreis|lk))?"
    r"|landkreis|kreis|kreisgebiet|gesamtkreis|kreisweit"
)
_TOTAL_AROUND = re.compile(r"(?:(?:summe|gesamt|insgesamt) (?P<after>.+)|(?P<before>.+) (?:insgesamt|gesamt|zusammen))")


def fold(text: str) -> str:
    """One form for all spellings of a name: case, ä or ae, ß or ss, blanks and hyphens do not matter."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_UMLAUTS)
    marked = _MARKS.sub(lambda found: _SPACED[found[1]], composed)
    return _SEPARATORS.sub(" ", marked).strip(" *:,")


def sort_of(level: str, kind: str) -> Sort:
    """The sort of a place, by its level and kind."""
    if level == Level.MUNICIPALITY and kind == UNINCORPORATED:
        return Sort.UNINCORPORATED
    if level == Level.DISTRICT and kind in CITIES:
        return Sort.CITY
    return Sort(level)


def designations(folded: str) -> Iterator[tuple[str, frozenset[Sort]]]:
    """The ways to read a folded text as name and designation: „velpke, sg“ is „velpke“, an association."""
    words = folded.split(" ")
    for count in range(1, min(LONGEST, len(words) - 1) + 1):
        yield from _read(" ".join(words[count:]), " ".join(words[:count]), _IN_FRONT)
        yield from _read(" ".join(words[:-count]), " ".join(words[-count:]), _IN_FRONT)
    if folded.endswith(")"):
        before, _, behind = folded[:-1].rpartition(" (")
        yield from _read(before, behind, _BEHIND)
    before, comma, behind = folded.rpartition(", ")
    if comma:
        yield from _read(before, behind, _BEHIND)
        if behind not in _BEHIND and behind.endswith(("stadt", "gemeinde", "bad")):  # „Solingen, Klingenstadt“
            yield before, TOWN_OR_CITY


def _read(name: str, word: str, known: Mapping[str, frozenset[Sort]]) -> Iterator[tuple[str, frozenset[Sort]]]:
    if name and word in known:
        yield name, known[word]


def is_total(folded: str) -> bool:
    """Whether a text alone marks the row of the whole: „Insgesamt“, „Summe“, „Landkreis gesamt“."""
    return _TOTAL.fullmatch(folded) is not None


def total_of(folded: str) -> str | None:
    """The name in „Landkreis Peine insgesamt“ or „Summe Landkreis Peine“; None where there is no such word."""
    found = _TOTAL_AROUND.fullmatch(folded)
    return (found["after"] or found["before"]) if found else None


def codes(text: str) -> list[str]:
    """The readings of a key as a code of ours, most likely first; empty where a text is no key.

    AGS with 8 digits (7: the leading zero was lost), ARS with 12 or 9 (11), district with 5 (4) or with K before it,
    state with 2, DG or DE for the federation. A padded 12-digit ARS of a district or an association is shortened.
    """
    compact = re.sub(r"\s", "", text).upper()
    if compact in ("DE", "DG"):
        return [places.GERMANY]
    if re.fullmatch(r"K\d{5}", compact):
        return [compact[1:]]
    if not re.fullmatch(r"\d{2,12}", compact):
        return []
    readings = [reading for digits in (compact, "0" + compact) for reading in _readings(digits)]
    return [reading for reading in readings if not reading.startswith("00")]


def _readings(digits: str) -> list[str]:
    if len(digits) == 12:
        # Shorter keys are padded with zeros behind: the district, then the association, then the Gemeinde.
        for length in (2, 5, 9):
            if not digits[length:].strip("0"):
                return [digits[:length]]
        return [digits[:5] + digits[9:]]
    return [digits] if len(digits) in (2, 5, 8, 9) else []


_IN_FRONT = {fold(word): sorts for sorts, words in _WORDS.items() for word in words.split("|")}
"""Designations that may stand before or behind a name."""
_BEHIND = {**_IN_FRONT, "st": TOWN_OR_CITY, "m": TOWN_OR_CITY, "gkst": TOWN_OR_CITY}
"""The same with Bavaria's abbreviations, which stand behind a comma only („Abensberg, St“)."""
