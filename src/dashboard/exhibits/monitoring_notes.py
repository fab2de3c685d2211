"""What stands beside any figure of the monitoring (caveats, breaks, dates, sources), and what instead of one."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from dashboard import formats
from dashboard.catalogue import Indicator
from dashboard.exhibits import wording
from dashboard.exhibits.exhibit import NOT_GIVEN, Column, Exhibit, sign_notes
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.readings import Area, Reading
from dashboard.periods import Period

NO_SENTENCE = "Zu dieser Kennzahl gibt es keine automatische Aussage."
MOST_LISTED = 4
"""More periods than this are given as a span."""

Values = Mapping[Area, Sequence[Reading]]
"""What an exhibit shows: per place its readings; those without a period are gaps."""


def said(indicator: Indicator, *parts: str) -> str:
    """The exhibit's sentence; for a figure that must have none its fixed note."""
    if indicator.allows("sentence"):
        return wording.sentence(*parts)
    return _inside(indicator) or NO_SENTENCE


def inside(indicator: Indicator) -> str:
    """What must stand inside the figure; empty for an indicator without restrictions."""
    return _inside(indicator)


def notes(seen: Observed, shown: Values, axis: Sequence[Period], *, open_signs: bool = False) -> tuple[str, ...]:
    """All caveats of what is shown, the most important first."""
    given = {area: [item for item in readings if item.period] for area, readings in shown.items()}
    return (
        *([_inside(seen.indicator)] if _inside(seen.indicator) else []),
        *_incomplete(given, open_signs),
        *break_notes(seen, tuple(shown), axis),
        *_dates(seen, given),
        *_refused(seen, tuple(shown), axis),
        *_set_aside(seen.set_aside),
        *_origins(seen, given),
        *sign_notes(item.sign for items in given.values() for item in items),
        *meaning(seen.indicator),
    )


def meaning(indicator: Indicator) -> list[str]:
    """The catalogue's trap, and what must not be concluded."""
    found = [indicator.trap] if indicator.trap else []
    if indicator.not_conclude:
        found.append(f"Was man daraus nicht schließen darf: {indicator.not_conclude}")
    return found


def break_notes(seen: Observed, areas: Sequence[Area], axis: Sequence[Period]) -> list[str]:
    """Each break between the periods shown, with its explanation and, where it is not for all, its places."""
    affected: dict[str, tuple[str, list[Area]]] = {}
    for area in areas:
        for day, found in seen.breaks_in(area, axis):
            text = f"Bruch am {formats.day(found.since)}, {found.title}: {found.explanation}"
            if found not in seen.breaks and day != found.since:
                effective = next(period for period in axis if period.last >= day)
                text += f" In dieser Reihe wirkt er ab: {effective.label}."
            affected.setdefault(found.code + text, (text, []))[1].append(area)
    return [
        text if len(concerned) == len(areas) else f"{text} (Betrifft: {formats.join([a.title for a in concerned])}.)"
        for text, concerned in affected.values()
    ]


def source(seen: Observed, shown: Values) -> str:
    """Who says so: the catalogue's source, and the suppliers of the values that are shown."""
    found = dict.fromkeys(
        origin.source
        for area, readings in shown.items()
        for item in readings
        if item.period and (origin := seen.origin(area, item.period)).source
    )
    others = [name for name in found if name not in seen.indicator.source]
    return seen.indicator.source + (f"; geliefert von {formats.join(others)}" if others else "")


def as_of(seen: Observed, shown: Values) -> str:
    """German date of the newest value that is shown."""
    days = {seen.indicator.day_of(item.period) for items in shown.values() for item in items if item.period}
    return formats.day(max(days)) if days else NOT_GIVEN


def refused(seen: Observed, kind: str, title: str, reason: str) -> Exhibit:
    """What stands where a figure cannot or must not be shown: the reason, as sentence and table."""
    return Exhibit(
        key=f"monitoring-{kind}-{seen.indicator.code}",
        title=title,
        sentence=reason,
        chart=None,
        data=pd.DataFrame({"reason": [reason]}),
        columns=(Column("reason", "Hinweis"),),
        source=seen.indicator.source,
        as_of=NOT_GIVEN,
        notes=(
            *([_inside(seen.indicator)] if _inside(seen.indicator) else []),
            *_set_aside(seen.set_aside),
            *meaning(seen.indicator),
        ),
        alt=reason,
    )


def ruled_out(seen: Observed, what: str) -> str:
    """The reason for ``refused`` where the catalogue rules something out: „Karte“, „Vergleich der Orte“."""
    return (
        f"Für die Kennzahl „{seen.indicator.title}“ wird kein Bild dieser Art ({what}) gezeigt: "
        "Das schließt ihr Eintrag im Kennzahlenkatalog aus."
    )


def listed(periods: Iterable[Period]) -> str:
    """„1. Quartal 2026, 2. Quartal 2026“; many as a span: „1. Quartal 2024 bis 3. Quartal 2026 (9 Zeiträume)“."""
    found = sorted(periods)
    if len(found) <= MOST_LISTED:
        return formats.join([period.label for period in found])
    return f"{found[0].label} bis {found[-1].label} ({len(found)} Zeiträume)"


def _inside(indicator: Indicator) -> str:
    return indicator.restrictions.note if indicator.restrictions is not None else ""


def _incomplete(given: Values, open_signs: bool) -> list[str]:
    lacking: dict[tuple[str, tuple[str, ...]], list[Period]] = {}
    for area, readings in given.items():
        for item in readings:
            if item.missing and item.period:
                lacking.setdefault((area.title, item.missing), []).append(item.period)
    said = [f"{area} ohne {formats.join(names)} ({listed(when)})" for (area, names), when in lacking.items()]
    how = " (offene Zeichen)" if open_signs else ""
    return [f"Unvollständige Summen{how}: {'; '.join(said)}."] if said else []


def _dates(seen: Observed, given: Values) -> list[str]:
    """Which inhabitants the rates rest on: one note for matching dates, one for each date that differs."""
    if seen.inhabitants is None:
        return []
    keys = [(area.area, item.period.code) for area, items in given.items() for item in items if item.period]
    differing: dict[str, set[Period]] = {}
    for key in keys:
        if key in seen.rate.mismatched:
            day = seen.rate.mismatched[key][1]
            text = f"{formats.day(day)}{seen.inhabitants.basis(day)}"
            differing.setdefault(text, set()).add(Period.of(key[1]))
    found = []
    for people, periods in differing.items():
        days = sorted(seen.indicator.day_of(period) for period in periods)
        values = formats.join([formats.day(day) for day in days])
        if len(days) > MOST_LISTED:
            values = f"{formats.day(days[0])} bis {formats.day(days[-1])} ({len(days)} Stände)"
        found.append(f"Verschiedene Stichtage: Werte vom {values} je 1.000 Einwohner vom {people}.")
    same = {
        seen.rate.days[key]
        for key in keys
        if key in seen.rate.days and key not in seen.rate.mismatched and key not in seen.rate.refused
    }
    bases = {seen.inhabitants.basis(day) for day in same}
    if same and len(bases) == 1:
        found.append(f"Die Einwohnerzahlen sind vom selben Stichtag wie die Werte{bases.pop()}.")
    elif same:
        found.append("Die Einwohnerzahlen sind vom selben Stichtag wie die Werte.")
    return found


def _refused(seen: Observed, areas: Sequence[Area], axis: Sequence[Period]) -> list[str]:
    """Values that have none per 1,000 inhabitants, by reason."""
    reasons: dict[tuple[str, str], list[Period]] = {}
    for area in areas:
        for period in axis:
            why = seen.rate.refused.get((area.area, period.code))
            if why is not None:
                reasons.setdefault((why.value, area.title), []).append(period)
    said: dict[str, list[str]] = {}
    for (why_not, name), periods in reasons.items():
        said.setdefault(why_not, []).append(f"{name} ({listed(periods)})")
    return [f"Ohne Wert je 1.000 Einwohner, {why_not}: {', '.join(places)}." for why_not, places in said.items()]


def _set_aside(periods: Sequence[Period]) -> list[str]:
    if not periods:
        return []
    return [f"Nicht in dieser Reihe, weil sie einen anderen Zeitraum umfassen: {listed(periods)}."]


def _origins(seen: Observed, given: Values) -> list[str]:
    derived: dict[str, list[Period]] = {}
    remarks: dict[str, None] = {}
    for area, readings in given.items():
        for item in readings:
            if item.period is None or not item.known:
                continue
            origin = seen.origin(area, item.period)
            if origin.derived:
                derived.setdefault(area.title, []).append(item.period)
            if origin.note:
                remarks[origin.note] = None
    said = [f"{name} ({listed(periods)})" for name, periods in derived.items()]
    found = [f"Nicht gemeldet, sondern aus Teilen berechnet: {', '.join(said)}."] if said else []
    return found + list(remarks)
