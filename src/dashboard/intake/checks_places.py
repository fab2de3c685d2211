"""Places that a supplier's table leaves out although something was expected of them: those of the last delivery, and
where there was none the other Gemeinden of a table that names at least half of the county's.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Report
from dashboard.formats import join, number
from dashboard.geography.places import GERMANY
from dashboard.intake.context import Context, Territory
from dashboard.intake.sums import inhabited
from dashboard.observations.models import IN_FORCE, Observation, Upload
from dashboard.observations.provenance import stated
from dashboard.periods import Period

Key = tuple[str, str]
"""Indicator and period."""
NAMES, SPANS, TITLES = 12, 6, 8
"""How many places, groups of places and indicators a sentence names; of the others it says how many there are."""


@dataclass(frozen=True)
class Absence:
    """Places without a value in a period; ``since`` is the period in which the supplier last brought any."""

    code: str
    period: str
    areas: tuple[str, ...]
    since: str | None = None


class County:
    """The places of the district that can be expected in a table, and who stands for whom."""

    def __init__(self, territory: Territory) -> None:
        self.towns = inhabited(territory)
        self._levels = territory.levels
        self._order = {area: at for at, area in enumerate(territory.places["area"])}
        district, levels = territory.district.area, territory.levels
        self.places = {a for a in levels if a.startswith(district) and levels[a] in ("municipality", "association")}
        self._above = {town: territory.parents.get(town, "") for town in self.towns}

    def lacking(self, expected: Iterable[str], present: Collection[str], levels: Collection[str]) -> tuple[str, ...]:
        """Expected places of these levels, in official order, that are not there, nor anybody who stands for them.

        An association stands for its members, and all its members together stand for it.
        """
        there = self.places.intersection(present)
        by_members = set(self._above.values()) - {self._above[town] for town in self.towns if town not in there}
        absent = {
            area
            for area in self.places.intersection(expected) - there
            if self._levels[area] in levels and self._above.get(area) not in there and area not in by_members
        }
        return tuple(sorted(absent, key=self._order.__getitem__))


def check_places(values: pd.DataFrame, headers: Mapping[str, str], supplier: str, context: Context) -> None:
    """Name expected places without a value in a supplier's table: one finding for all indicators that lack the same.

    ``values``: indicator, area and period of what a file states. What the store has for the same period, whoever sent
    it, lacks nothing: a correction names only what it corrects.
    """
    if values.empty or context.territory.district.area == GERMANY:
        return
    session, county = context.session, County(context.territory)
    named = _sets(values[["indicator", "period", "area"]].drop_duplicates().itertuples(index=False, name=None))
    before = _before(session, named, supplier)
    delivered = _areas(session, before.values(), supplier)
    held = _areas(session, [*named, *before.values()])
    reported = _reported(session, {period for _, period in named})
    found: dict[str, list[Absence]] = {}
    for key in sorted(named, key=lambda key: Period.of(key[1])):
        code, period = key
        there = held.get(key, set()) | (reported.get(period, set()) if code in FIGURES else set())
        last = before.get(key)
        expected = delivered.get(last, set()) & held.get(last, set()) if last else set()
        levels = context.catalogue.indicators[code].levels
        absence = _absence(period, named[key], there, expected, last[1] if last else None, levels, county)
        if absence is not None:
            found.setdefault(code, []).append(absence)
    _say(found, headers, supplier, context)


def check_reporting_places(facilities: pd.DataFrame, supplier: str, context: Context) -> None:
    """Name places without any facility in the file of which the same supplier reported some the quarter before.

    ``facilities``: area and period of each. A place that is reported for the quarter already lacks nothing.
    """
    here: dict[str, set[str]] = {}
    for period, area in facilities[["period", "area"]].drop_duplicates().itertuples(index=False, name=None):
        here.setdefault(period, set()).add(area)
    if not here or context.territory.district.area == GERMANY:
        return
    county = County(context.territory)
    before = {period: Period.of(period).previous().code for period in here}
    delivered, reported = _reported(context.session, before.values(), supplier), _reported(context.session, here)
    for period in sorted(here, key=Period.of):
        present = here[period] | reported.get(period, set())
        absent = county.lacking(delivered.get(before[period], set()), present, ("municipality", "association"))
        if absent:
            facts = {"names": _names(absent, context), "supplier": supplier, "period": Period.of(period).label}
            context.findings.add("place-absent/facilities", facts={**facts, "since": Period.of(before[period]).label})


def _absence(
    period: str,
    named: set[str],
    there: set[str],
    expected: set[str],
    since: str | None,
    levels: Collection[str],
    county: County,
) -> Absence | None:
    """What a file lacks of one indicator in one period."""
    if absent := county.lacking(expected, named | there, levels):
        return Absence("place-absent", period, absent, since)
    missing = county.lacking(county.towns, named, levels)
    others = county.lacking(missing, there, levels)
    # Who speaks for one place only, or for a small part of the county, leaves the others to those who do for them.
    is_part = len(county.places & named) < 2 or 2 * len(missing) > len(county.towns)
    if is_part or not others or "municipality" not in levels:
        return None
    return Absence("place-absent/usual" if expected else "place-absent/county", period, others, since)


def _say(found: Mapping[str, list[Absence]], headers: Mapping[str, str], supplier: str, context: Context) -> None:
    """One finding per code for all indicators that lack the same places in the same periods."""
    together: dict[tuple[str, tuple[Absence, ...]], list[str]] = {}
    for indicator, absences in found.items():
        for code in dict.fromkeys(one.code for one in absences):
            same = tuple(one for one in absences if one.code == code)
            together.setdefault((code, same), []).append(indicator)
    for (code, lacking), indicators in together.items():
        titles = [f"„{context.catalogue.indicators[indicator].short}“" for indicator in indicators]
        facts = {"titles": _listed(titles, TITLES, "weitere"), "where": _where(lacking, context), "supplier": supplier}
        column = headers.get(indicators[0]) if len(indicators) == 1 else None
        context.findings.add(code, column=column, facts=facts)


def _where(absences: Iterable[Absence], context: Context) -> str:
    """„Ilsede und Lengede (3. Quartal 2026)“; periods in a row that lack the same are taken together."""
    spans = []
    for (areas, since), group in groupby(absences, key=lambda one: (one.areas, one.since)):
        labels = [Period.of(one.period).label for one in group]
        when = labels[0] if len(labels) == 1 else f"{labels[0]} bis {labels[-1]}, {number(len(labels))} Zeiträume"
        last = f", zuletzt {Period.of(since).label}" if since else ""
        spans.append(f"{_names(areas, context)} ({when}{last})")
    more = len(spans) - SPANS
    return "; ".join([*spans[:SPANS], *([f"{number(more)} weitere Gruppen von Zeiträumen"] if more > 0 else [])])


def _names(areas: Iterable[str], context: Context) -> str:
    return _listed([context.territory.name(area) for area in areas], NAMES, "weitere Orte")


def _listed(words: list[str], most: int, others: str) -> str:
    return join(words) if len(words) <= most else f"{', '.join(words[:most])} und {number(len(words) - most)} {others}"


def _before(session: Session, named: Iterable[Key], supplier: str) -> dict[Key, Key]:
    """Per indicator and period of a file the period before it that the supplier brought last, of the same length."""
    keys = list(named)
    statement = (
        select(Observation.indicator, Observation.period)
        .join(Upload, Upload.id == Observation.upload)
        .where(*_of(supplier), Observation.indicator.in_({code for code, _ in keys}))
    )
    brought: dict[str, list[Period]] = {}
    for code, period in session.execute(statement.distinct()):
        brought.setdefault(code, []).append(Period.of(period))
    found = {}
    for code, period in keys:
        here = Period.of(period)
        earlier = [one for one in brought.get(code, []) if one.frequency is here.frequency and one < here]
        if earlier:
            found[code, period] = (code, max(earlier).code)
    return found


def _areas(session: Session, keys: Iterable[Key], supplier: str | None = None) -> dict[Key, set[str]]:
    """Places with a value or sign: current ones, or those that uploads of a supplier in force have brought."""
    wanted = set(keys)
    codes, periods = {code for code, _ in wanted}, {period for _, period in wanted}
    statement = select(Observation.indicator, Observation.period, Observation.area).where(
        Observation.indicator.in_(codes), Observation.period.in_(periods)
    )
    if supplier is None:
        statement = statement.where(Observation.current, stated(Observation))
    else:
        statement = statement.join(Upload, Upload.id == Observation.upload).where(*_of(supplier))
    return _sets((row[0], row[1], row[2]) for row in session.execute(statement.distinct()))


def _of(supplier: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions of what a supplier states by uploads in force, replaced since or not."""
    return Upload.supplier == supplier, Upload.state == IN_FORCE, stated(Observation)


def _reported(session: Session, periods: Iterable[str], supplier: str | None = None) -> dict[str, set[str]]:
    """Per period the places whose facilities are reported, by anybody or by one supplier."""
    statement = select(Report.period, Report.area).where(Report.current, Report.period.in_(set(periods)))
    if supplier is not None:
        statement = statement.join(Upload, Upload.id == Report.upload).where(Upload.supplier == supplier)
    found: dict[str, set[str]] = {}
    for period, area in session.execute(statement):
        found.setdefault(period, set()).add(area)
    return found


def _sets(rows: Iterable[tuple[str, str, str]]) -> dict[Key, set[str]]:
    found: dict[Key, set[str]] = {}
    for indicator, period, area in rows:
        found.setdefault((indicator, period), set()).add(area)
    return found
