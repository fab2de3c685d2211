"""Figures of places over the quarters, as the builders read them: last values, changes, gaps, who reports.

The frame has one row per area and period: ``area, name, level, kind, period`` and the figures, each with a sibling
``<figure>_sign``. ``<figure>_missing`` (or, for figures without one, ``missing``) names the places whose value is
missing from a sum; ``partial`` names the figures that only some facilities of a place state. ``parent`` (needed as
soon as there are associations) is the association or district an area belongs to. Within a period the areas stand in
official order.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from functools import cached_property

import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.exhibits.exhibit import WITHHELD, refuse_withheld
from dashboard.exhibits.order import merged
from dashboard.exhibits.readings import ASSOCIATION, DISTRICT, NAN, Area, Change, Reading
from dashboard.periods import Frequency, Period


class History:
    """Read access to such a frame; ValueError if a key occurs twice or a withheld value is in it.

    ``order``: all its areas in official order, for a frame whose periods do not show it.
    """

    def __init__(self, frame: pd.DataFrame, order: Sequence[str] = ()) -> None:
        refuse_withheld(frame, "history")
        self._frame = frame
        self._columns: dict[str, tuple[list[float], list[str]]] = {}
        self._given_rows: dict[str, dict[str, list[tuple[int, int]]]] = {}
        self._names: dict[str, list[Sequence[str]]] = {}
        codes = frame["period"].tolist()
        self._ordered = sorted(Period.of(code) for code in set(codes))
        self._ends = [period.last for period in self._ordered]
        rank = {period.code: number for number, period in enumerate(self._ordered)}
        self._rows: dict[str, dict[int, int]] = {}
        """Area -> rank of the period -> row of the frame, oldest period first."""
        sequences: dict[str, list[str]] = {}
        for row, (area, code) in enumerate(zip(frame["area"].tolist(), codes, strict=True)):
            rows = self._rows.setdefault(area, {})
            if rank[code] in rows:
                raise ValueError(f"history: two rows for {area} in {code}")
            rows[rank[code]] = row
            sequences.setdefault(code, []).append(area)
        self._rows = {area: dict(sorted(self._rows[area].items())) for area in order or merged(sequences.values())}
        self._rank = {period: number for number, period in enumerate(self._ordered)}
        self.areas: dict[str, Area] = self._places()
        """All places by their code, in official order."""
        self.set_aside: tuple[Period, ...] = ()
        """Periods of another length, which ``of`` has left out."""

    def of(self, frequency: Frequency) -> "History":
        """Only the periods of this length; the others are named in ``set_aside``."""
        others = tuple(period for period in self._ordered if period.frequency is not frequency)
        if not others:
            return self
        codes = {period.code for period in others}
        kept = History(self._frame[[code not in codes for code in self._frame["period"].tolist()]])
        kept.set_aside = others
        return kept

    def including(self, places: Sequence[Area]) -> "History":
        """The same with further places that have no figures at all."""
        if not places:
            return self
        wider = copy(self)
        wider.areas = self.areas | {place.area: place for place in places}
        wider._rows = self._rows | {place.area: {} for place in places}
        wider._given_rows = {}
        return wider

    @property
    def newest(self) -> Period | None:
        """The last period of the frame."""
        return self._ordered[-1] if self._ordered else None

    @cached_property
    def _axis(self) -> tuple[Period, ...]:
        axis = self._ordered[:1]
        while axis and axis[-1] < self._ordered[-1]:
            axis.append(axis[-1].next())
        if not set(self._ordered) <= set(axis):
            raise ValueError("history: periods of different length cannot share a line")
        return tuple(axis)

    @property
    def district(self) -> Area | None:
        """The district itself, if it is in the frame."""
        return next((area for area in self.areas.values() if area.level == DISTRICT), None)

    def place(self, area: str) -> Area:
        """The place with this code; KeyError if it is not in the frame."""
        return self.areas[area]

    def periods(self, until: Period | None = None, area: str | None = None) -> tuple[Period, ...]:
        """Periods from the first row (of one area, or of all) to the last one up to ``until``, without holes.

        ValueError if the frame mixes periods of different length: they never share a line.
        """
        cutoff = len(self._ordered) if until is None else self._cutoff(until)
        ranks = range(len(self._ordered)) if area is None else self._rows.get(area, {})
        present = [rank for rank in ranks if rank < cutoff]
        if not present:
            return ()
        first, last = (self._axis.index(self._ordered[rank]) for rank in (present[0], present[-1]))
        return self._axis[first : last + 1]

    def at(self, area: str, figure: str, period: Period) -> Reading:
        """The figure exactly in this period."""
        row = self._rows.get(area, {}).get(self._rank.get(period, -1))
        values, signs = self._column(figure)
        if row is None or (not signs[row] and math.isnan(values[row])):
            return Reading(self.areas[area])
        return Reading(self.areas[area], values[row], signs[row], period, self._missing(figure, row))

    def last(self, area: str, figure: str, until: Period) -> Reading:
        """The newest value or sign up to the end of ``until``, with its own period."""
        cutoff = self._cutoff(until)
        for rank, row in reversed(self._given(figure)[area]):
            if rank < cutoff:
                values, signs = self._column(figure)
                return Reading(
                    self.areas[area], values[row], signs[row], self._ordered[rank], self._missing(figure, row)
                )
        return Reading(self.areas[area])

    def change(self, area: str, figure: str, until: Period) -> Change:
        """Newest value minus that of the period directly before it."""
        now = self.last(area, figure, until)
        if now.period is None:
            return Change()
        since = now.period.previous()
        before = self.at(area, figure, since)
        if now.withheld or before.withheld:
            return Change(since=since, why_not="withheld")
        if not now.known or not before.known:
            return Change(since=since)
        if set(now.missing) != set(before.missing):
            shared = self._shared(figure, now.period) if self.areas[area].level == DISTRICT else []
            return Change(NAN, since, "incomplete", sum(shared) if shared else NAN, len(shared))
        return Change(now.value - before.value, since, "")

    def _shared(self, figure: str, period: Period) -> list[float]:
        """Changes of the places with a value in both periods; none for a rate, whose differences do not add up."""
        if figure not in FIGURES:
            return []
        both = [
            (self.at(place.area, figure, period), self.at(place.area, figure, period.previous()))
            for place in self.reporting(figure, period)
            if place.level != DISTRICT
        ]
        return [now.value - before.value for now, before in both if now.known and before.known]

    def all_values(self, figure: str) -> list[float]:
        """Every known value of all places but the district, in all periods."""
        values, _ = self._column(figure)
        return [values[row] for rows in self._place_rows() for row in rows.values() if not math.isnan(values[row])]

    def all_changes(self, figure: str) -> list[float]:
        """Every difference between directly following periods of all places but the district."""
        values, _ = self._column(figure)
        before = [self._rank.get(period.previous(), -1) for period in self._ordered]
        changes = (
            values[row] - values[rows[before[rank]]]
            for rows in self._place_rows()
            for rank, row in rows.items()
            if before[rank] in rows
        )
        return [change for change in changes if not math.isnan(change)]

    def has(self, column: str) -> bool:
        """Whether a column without signs has any value at all."""
        return column in self._frame and bool(self._frame[column].notna().any())

    def count(self, area: str, column: str, until: Period) -> float:
        """The newest number of a column without signs up to ``until``, NaN if there is none."""
        values = self._frame[column].astype(float).tolist()
        cutoff = self._cutoff(until)
        found = [values[row] for rank, row in self._rows.get(area, {}).items() if rank < cutoff]
        known = [value for value in found if not math.isnan(value)]
        return known[-1] if known else NAN

    def partial(self, area: str, until: Period) -> tuple[str, ...]:
        """Figures that only some facilities of a place state in its newest row up to ``until``."""
        rows = [row for rank, row in self._rows.get(area, {}).items() if rank < self._cutoff(until)]
        stated = self._frame["partial"].tolist() if "partial" in self._frame else []
        return tuple(stated[rows[-1]]) if rows and stated else ()

    def inhabitants_period(self, area: str, until: Period) -> Period | None:
        """Period of the inhabitants that a rate of this place rests on, if there are any."""
        codes = self._frame["einwohner_period"].tolist()
        cutoff = self._cutoff(until)
        found = [codes[row] for rank, row in self._rows.get(area, {}).items() if rank < cutoff and codes[row]]
        return Period.of(found[-1]) if found and isinstance(found[-1], str) else None

    def ever_withheld(self, figure: str) -> bool:
        """Whether any place has had this figure withheld in any period."""
        return any(WITHHELD in sign for sign in self._column(figure)[1])

    def members(self, association: Area) -> tuple[Area, ...]:
        """The places that belong to an association."""
        return tuple(place for place in self.areas.values() if place.parent == association.area)

    def reporting(self, figure: str, until: Period) -> tuple[Area, ...]:
        """The places that stand for themselves on a map or in a count, without the district.

        An association stands for its members unless only they, or all of them beside it, have figures as new as its
        own; without any figures it does, because associations usually report. A district without any places (a
        kreisfreie Stadt) stands for itself.
        """
        covered: set[str] = set()
        left_out: set[str] = {place.area for place in self.areas.values() if place.level == DISTRICT}
        for association in (place for place in self.areas.values() if place.level == ASSOCIATION):
            members = self.members(association)
            if members and self._members_stand(association, members, figure, until):
                left_out.add(association.area)
            else:
                covered.update(member.area for member in members)
        found = tuple(p for p in self.areas.values() if p.area not in covered and p.area not in left_out)
        return found or tuple(self.areas.values())

    def _members_stand(self, association: Area, members: tuple[Area, ...], figure: str, until: Period) -> bool:
        own = self.last(association.area, figure, until).period
        theirs = [self.last(member.area, figure, until).period for member in members]
        reported = [period for period in theirs if period is not None]
        if own is None:
            return bool(reported)
        return len(reported) == len(members) and min(reported) >= own

    def _given(self, figure: str) -> dict[str, list[tuple[int, int]]]:
        """Area -> (rank of the period, row) wherever there is a value or a sign, oldest first."""
        if figure not in self._given_rows:
            values, signs = self._column(figure)
            given = [bool(sign) or not math.isnan(value) for value, sign in zip(values, signs, strict=True)]
            self._given_rows[figure] = {
                area: [(rank, row) for rank, row in rows.items() if given[row]] for area, rows in self._rows.items()
            }
        return self._given_rows[figure]

    def _column(self, figure: str) -> tuple[list[float], list[str]]:
        if figure not in self._columns:
            if self._frame.empty:
                return [], []
            values = self._frame[figure].astype(float).tolist()
            signs = self._frame[f"{figure}_sign"].tolist()
            if not all(isinstance(sign, str) for sign in signs):
                raise ValueError(f"history: a sign of {figure} is not text")
            self._columns[figure] = values, signs
        return self._columns[figure]

    def _place_rows(self) -> list[dict[int, int]]:
        rows = [self._rows[place.area] for place in self.areas.values() if place.level != DISTRICT]
        return rows or list(self._rows.values())

    def _cutoff(self, until: Period) -> int:
        return bisect_right(self._ends, until.last)

    def _missing(self, figure: str, row: int) -> tuple[str, ...]:
        column = f"{figure}_missing" if f"{figure}_missing" in self._frame else "missing"
        if column not in self._names:
            self._names[column] = self._frame[column].tolist() if column in self._frame else []
        return tuple(self._names[column][row]) if self._names[column] else ()

    def _places(self) -> dict[str, Area]:
        names, levels, kinds = (self._frame[column].tolist() for column in ("name", "level", "kind"))
        parents = self._parents()
        return {
            area: Area(area, str(names[row]), str(levels[row]), str(kinds[row]), parents[row])
            for area, rows in self._rows.items()
            for row in [next(iter(rows.values()))]
        }

    def _parents(self) -> list[str]:
        if "parent" in self._frame:
            return [parent if isinstance(parent, str) else "" for parent in self._frame["parent"].tolist()]
        if ASSOCIATION in set(self._frame["level"].tolist()):
            raise ValueError("history: associations need the column 'parent' for their members")
        return [""] * len(self._frame)


def opened(history: pd.DataFrame | History, period: Period | None = None) -> History:
    """A history to read from; several exhibits of one page can share one.

    Only periods as long as ``period`` (None: as the newest one) are in it: others never share a line or a map.
    """
    found = history if isinstance(history, History) else History(history)
    model = period or found.newest
    return found if model is None else found.of(model.frequency)
