"""Quota and outlook in one row per place: what is owed and taken in, what is still to come, how long places last."""

from dataclasses import replace
from datetime import date

from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.planning_outlook import SOURCE as OUTLOOK_SOURCE
from dashboard.exhibits.planning_outlook import short_of
from dashboard.exhibits.planning_quota import SOURCE as QUOTA_SOURCE
from dashboard.exhibits.planning_quota import quota_table
from dashboard.formats import day
from dashboard.periods import Period
from dashboard.planning.outlook_views import Forecast, Outlook
from dashboard.planning.quota_views import Quota

LASTS = Column("lasts", "Reicht bis")
NOTHING = "keine Vorausschau"
WORD = "„Reicht bis“ nennt den letzten Monat, in dem die Plätze voraussichtlich genügen; in Klammern die Spanne."
ELSEWHERE = ("target", "why")
"""Columns of the quota alone: which of official and computed holds, and why they differ."""


def glance(quota: Quota, forecast: Forecast | None) -> Exhibit:
    """Every place in official order, the district at the end; ``forecast`` None: the column is left out."""
    found = quota_table(quota)
    columns = tuple(one for one in found.columns if one.name not in ELSEWHERE)
    plain = replace(found, key=f"planning-glance-{quota.of.id}", chart=None, columns=columns)
    if forecast is None:
        return plain
    start = max((one.as_of for one in forecast.outlooks() if one.as_of is not None), default=None)
    data = found.data.assign(lasts=[lasting(forecast.of(area), start) for area in found.data["area"]])
    sentence = " ".join(filter(None, (found.sentence, short_of(forecast))))
    return replace(
        plain,
        sentence=sentence,
        data=data,
        columns=(*columns, LASTS),
        source=f"{QUOTA_SOURCE} · {OUTLOOK_SOURCE}",
        as_of=f"{found.as_of}; Belegung {day(start) if start is not None else 'keine Angabe'}",
        notes=(*found.notes, WORD),
        alt=f"Tabelle der Orte mit Soll, Aufnahme und Ausblick: {sentence}",
    )


def lasting(one: Outlook | None, usual: date | None = None) -> str:
    """„Feb 2027 (frühestens Nov 2026, spätestens Apr 2027)“, „länger als Sep 2027“, „keine Vorausschau“.

    ``usual``: the day that the other places start from; another one is named.
    """
    if one is None or not one.months:
        return NOTHING
    end = one.months[-1].month
    earliest, middle, latest = (_last(when, end) for when in one.lasts)
    inside = [
        *([f"frühestens {earliest}"] if earliest != middle else []),
        *([] if latest == middle else [f"spätestens {latest}"] if one.lasts[2] is not None else ["vielleicht länger"]),
        *([f"Stand {day(one.as_of)}"] if one.as_of is not None and usual is not None and one.as_of != usual else []),
    ]
    return f"{middle} ({', '.join(inside)})" if inside else middle


def _last(short: Period | None, end: Period) -> str:
    """The month before the one in which places no longer suffice."""
    return f"länger als {end.short}" if short is None else short.previous().short
