"""What a supplier wrote, matched to a place: by key, by name in any spelling, or by an answer given before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.formats import join
from dashboard.geography import places as frames
from dashboard.geography.kinds import Level
from dashboard.geography.names import Entry, Names
from dashboard.geography.places import GERMANY, STATES, canonical_area, cities_of, level_of
from dashboard.geography.spelling import codes, fold, is_total, total_of

NEAR, CANDIDATES = 70, 5
"""Similarity (0-100) from which a place is worth proposing, and how many are proposed."""


class Outcome(StrEnum):
    """What became of a text."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    """A place in Germany, but none of the own district: also the state and the federation."""


class By(StrEnum):
    """How it was found."""

    CODE = "code"
    NAME = "name"
    ANSWER = "answer"
    TOTAL = "total"
    """A word for the whole table („Insgesamt“), taken as the own district."""


@dataclass(frozen=True)
class Candidate:
    """A place of the own district that could be meant."""

    area: str
    name: str


@dataclass(frozen=True)
class Match:
    """The result for one text."""

    outcome: Outcome
    area: str | None = None
    """The place; outside the own district only where the name means one place."""
    by: By | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def level(self) -> Level | None:
        """Level of the place found, also outside."""
        return None if self.area is None or not self.area.isalnum() else level_of(self.area)


@dataclass(frozen=True)
class ColumnMatches:
    """The results for a column."""

    frame: pd.DataFrame
    """One row per value, index as given: outcome, area and level ("" where none), total (bool: a row for the whole)."""
    matches: Mapping[str, Match]
    """Result per distinct text."""


class Matcher:
    """Matches texts to the places of one district; built once, used for many columns."""

    def __init__(self, places: pd.DataFrame, own: str, elsewhere: pd.DataFrame | None = None) -> None:
        """``places``: frame of ``queries.places`` (with ended ones), ``own``: code of the own district or ``DE``.

        ``elsewhere``: a frame of all of Germany, to tell a place of another district from a mistake.
        """
        self.own = own
        ended = places["valid_until"].notna() if "valid_until" in places else pd.Series(False, index=places.index)
        inside = pd.Series([frames.within(area, own) for area in places["area"]], index=places.index)
        mine = places[inside & ~ended]
        self._names = Names(mine)
        self._ended = dict(zip(places.loc[ended, "area"], places.loc[ended, "short_name"], strict=True))
        others = [places[~inside & ~ended], *([elsewhere] if elsewhere is not None else [])]
        self._others = pd.concat(others, ignore_index=True).drop_duplicates("area")
        self._districts = frozenset(self._others.loc[self._others["level"] == Level.DISTRICT, "area"])
        self._cities = cities_of(mine) | cities_of(self._others)
        self._by_area = {entry.area: entry for entry in self._names.entries}
        self._verbandsfrei = _unassociated(mine)

    def match(self, text: str, answers: Mapping[str, str] | None = None) -> Match:
        """Match one text; ``answers`` are what people decided before (text -> area), and go first."""
        folded = fold(text)
        answered = {fold(key): area for key, area in (answers or {}).items()}.get(folded)
        if answered in self._by_area:
            return Match(Outcome.FOUND, answered, By.ANSWER)
        if is_total(folded):
            return Match(Outcome.FOUND, self.own, By.TOTAL)
        return self._by_code(text) or self._by_name(folded)

    def match_column(self, values: pd.Series, answers: Mapping[str, str] | None = None) -> ColumnMatches:
        """Match a column of texts; each distinct text once."""
        texts = values.astype("str").fillna("")
        known = {fold(key): area for key, area in (answers or {}).items()}
        matches = {str(text): self.match(str(text), known) for text in texts.unique()}
        rows = {
            text: (str(m.outcome), m.area or "", str(m.level or ""), self.is_total(m)) for text, m in matches.items()
        }
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["outcome", "area", "level", "total"])
        frame = table.reindex(texts).set_axis(values.index).astype({"total": bool})
        return ColumnMatches(frame, matches)

    def is_total(self, match: Match) -> bool:
        """Whether a match means the whole district, to be checked against the sum of the rows and never added to it.

        The row of a kreisfreie Stadt is its one place; there only words like „Insgesamt“ are a total.
        """
        if match.outcome is not Outcome.FOUND or match.area != self.own:
            return False
        return match.by is By.TOTAL or self.own not in self._cities

    def sentence(self, text: str, match: Match) -> str:
        """What to tell the person about a text that was not found, in German."""
        here = self._by_area[self.own].name if self.own in self._by_area else self.own
        listed = [f"{one.name} ({one.area})" for one in match.candidates]
        if match.outcome is Outcome.AMBIGUOUS:
            return f"„{text}“ kann {' oder '.join(listed)} bedeuten; bitte wählen."
        hint = f" Gemeint sein könnte: {join(listed)}." if listed else ""
        if match.outcome is Outcome.OUTSIDE:
            return f"„{text}“ gehört nicht zu „{here}“.{hint}"
        if not text.strip():
            return "Hier fehlt der Ort."
        return f"„{text}“ ist in „{here}“ kein bekannter Ort.{hint}"

    def _by_code(self, text: str) -> Match | None:
        readings = [canonical_area(code, self._cities) for code in codes(text)]
        for code in readings:
            area = code if code in self._by_area else self._verbandsfrei.get(code)
            if area is not None:
                return Match(Outcome.FOUND, area, By.CODE)
        for code in readings:
            if frames.within(code, self.own) and code != GERMANY:
                return Match(Outcome.UNKNOWN, candidates=self._instead_of(code))
        for code in readings:
            if code == GERMANY or (code[:2] in STATES and (len(code) != 9 or code[:5] in self._districts)):
                return Match(Outcome.OUTSIDE, code, By.CODE)
        region = text.strip()
        if len(region) == 3 and region.isdigit() and region[:2] in STATES:
            return Match(Outcome.OUTSIDE, None, By.CODE)  # a Regierungsbezirk or statistical region
        return None

    def _by_name(self, folded: str) -> Match:
        whole = total_of(folded)
        found = self._names.all_named(whole) if whole else self._names.meant(folded)
        if len(found) == 1:
            return Match(Outcome.FOUND, found[0].area, By.NAME)
        if found:
            return Match(Outcome.AMBIGUOUS, candidates=_candidates(found))
        near = self._near(folded)
        abroad = self._elsewhere.meant(folded)
        if abroad:
            return Match(Outcome.OUTSIDE, abroad[0].area if len(abroad) == 1 else None, By.NAME, near)
        return Match(Outcome.UNKNOWN, candidates=near)

    @cached_property
    def _elsewhere(self) -> Names:
        return Names(self._others[[not frames.within(area, self.own) for area in self._others["area"]]])

    def _instead_of(self, code: str) -> tuple[Candidate, ...]:
        """Places to propose for a key of the own district that is none (any more)."""
        if code in self._ended:
            return _candidates(self._names.all_named(fold(self._ended[code])))
        return _candidates([self._by_area[self.own]]) if code == f"{self.own}000" else ()

    def _near(self, folded: str) -> tuple[Candidate, ...]:
        if not folded:
            return ()
        begun = self._names.beginning_with(folded)
        choices = self._names.spellings
        similar = process.extract(folded, choices.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=CANDIDATES)
        some = [*begun, *(entry for spelling, _, _ in similar for entry in choices[spelling])]
        return _candidates(dict.fromkeys(some))[:CANDIDATES]


def known_area(text: str, places: pd.DataFrame) -> str:
    """The code of the place that a key means: 03101000 is Braunschweig (03101), 3157007 Vechelde; else the text itself.

    ``places``: frame of places.
    """
    known, cities = set(places["area"]), cities_of(places)
    readings = [text, *(canonical_area(code, cities) for code in codes(text))]
    return next((code for code in readings if code in known), text)


def _candidates(entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    return tuple(Candidate(entry.area, entry.name) for entry in entries)


def _unassociated(places: pd.DataFrame) -> dict[str, str]:
    """9-digit ARS of Gemeinden outside any association, which are their own „Verband“, and of kreisfreie Städte."""
    alone = places[(places["level"] == Level.MUNICIPALITY) & (places["sort_key"].str.len() == 12)]
    alone = alone[~alone["sort_key"].str[:9].isin(places["area"])]
    alone = alone[~alone["sort_key"].str[:9].duplicated(keep=False)]
    cities = {f"{city}0000": city for city in cities_of(places)}
    return {**dict(zip(alone["sort_key"].str[:9], alone["area"], strict=True)), **cities}
