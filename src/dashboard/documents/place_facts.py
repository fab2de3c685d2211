"""What a place's sheet says, read once for all places and for one circle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.catalogue import Catalogue
from dashboard.documents.place_concerns import Concern, Concerns
from dashboard.errors import NotFound
from dashboard.formats import day as german_day
from dashboard.geography import queries as geography
from dashboard.observations import queries as observations
from dashboard.periods import Period
from dashboard.planning import queries as planning
from dashboard.planning.ahead import ahead
from dashboard.planning.leases import Ending, Lease
from dashboard.planning.outlook_views import Forecast, Outlook
from dashboard.planning.quota import quota
from dashboard.planning.quota_views import Quota, QuotaRow
from dashboard.planning.usable import Usable, usable_places
from dashboard.store import Actor, Circle, Role

LEASES_WITHIN = 12
"""Months in which leases that end are named."""


@dataclass(frozen=True, eq=False)
class PlaceFacts:
    """One place as one circle has it on a day."""

    area: str
    name: str
    row: QuotaRow | None
    outlook: Outlook | None
    usable: Usable
    housed: Mapping[str, Any]
    """The newest row of the history that is about the place itself; empty: none."""
    leases: tuple[Lease, ...]
    """That end within twelve months; for the office."""
    endings: tuple[Ending, ...]
    """The same without names, for other circles."""
    concern: Concern
    data: str
    """German: of which quarter the newest figures are, and for the office how they came."""


@dataclass(frozen=True, eq=False)
class Sheets:
    """The sheets of several places, and what they share."""

    circle: Circle
    period: Period
    today: date
    district: str
    quota: Quota | None
    forecast: Forecast
    places: tuple[PlaceFacts, ...]


def gather(
    session: Session, circle: Circle, catalogue: Catalogue, period: Period, today: date,
    areas: Sequence[str] | None = None,
) -> Sheets:  # fmt: skip
    """Everything for the sheets of ``areas`` (units of distribution; None: all) up to the quarter ``period``.

    Raises NotFound for a place that has no share of its own.
    """
    own = geography.district(session)
    places = geography.places(session, own.area)
    houses = Houses(session, circle, places, own.area)
    reader = Actor("Gemeindeblatt", Role.VIEWER, circle)
    inputs, known = ahead(session, circle, places, own.area, catalogue, today, period, houses=houses)
    found = _quota(session, circle, places, own.area, catalogue, today)
    names = {one.area: one.name for one in known.places}
    names |= {row.area: row.name for row in found.places} if found is not None else {}
    order = {area: number for number, area in enumerate(places["area"])}
    wanted = sorted(names, key=lambda area: order.get(area, len(order))) if areas is None else list(areas)
    for area in wanted:
        if area not in names:
            raise NotFound(f"„{area}“ hat kein eigenes Gemeindeblatt; bitte den Ort wählen, auf den verteilt wird.")
    history = houses.history
    history = history[[end <= period.last for end in history["period_end"]]] if not history.empty else history
    usable = usable_places(history, wanted)
    concerns = Concerns(session, reader, catalogue, today)
    arrived = _arrived(session) if circle is Circle.INTERNAL else {}
    limit = _months_on(today, LEASES_WITHIN)
    members = {area: places.loc[places["parent"] == area, ["area", "name"]] for area in wanted}
    return Sheets(
        circle, period, today, own.name, found, known,
        tuple(
            PlaceFacts(
                area, names[area], found.row(area) if found is not None else None, known.of(area), usable[area],
                _newest(history, area),
                tuple(one for one in inputs.leases if one.area == area and today <= one.until <= limit),
                tuple(one for one in inputs.endings if one.area == area and today <= one.until <= limit),
                concerns.of({area, *members[area]["area"]}, [names[area], *members[area]["name"]]),
                _data(history, {area, *members[area]["area"]}, arrived),
            )
            for area in wanted
        ),
    )  # fmt: skip


def _quota(
    session: Session, circle: Circle, places: pd.DataFrame, district: str, catalogue: Catalogue, today: date
) -> Quota | None:
    """Of today's period, else of the newest one that began."""
    known = planning.periods(session, circle)
    begun = [one for one in known if one.first <= today] or known[:1]
    return quota(session, circle, places, district, catalogue, begun[-1], today) if begun else None


def _newest(history: pd.DataFrame, area: str) -> Mapping[str, Any]:
    """The last row in which anything is said of people and places."""
    if history.empty:
        return {}
    rows = history[history["area"] == area]
    told = rows["belegt"].notna() | rows["plaetze"].notna() | rows["belegt_sign"].ne("")
    return {str(name): value for name, value in rows[told].iloc[-1].items()} if told.any() else {}


def _data(history: pd.DataFrame, areas: set[str], arrived: Mapping[int, str]) -> str:
    if history.empty:
        return "Figuren liegen nicht vor."
    rows = history[history["area"].isin(areas)]
    rows = rows[[bool(one) for one in rows["uploads"]]]
    if rows.empty:
        return "Für diesen Ort liegen keine Angaben zur Unterbringung vor."
    newest = rows[rows["period_end"] == rows["period_end"].max()]
    quarter = Period.of(str(newest["period"].iloc[0]))
    uploads = sorted({key for keys in newest["uploads"] for key in keys})
    came = [arrived[key] for key in uploads if key in arrived]
    told = f" ({'; '.join(came)})" if came else ""
    return f"Letztes Quartal mit Angaben zur Unterbringung: {quarter.label}{told}."


def _arrived(session: Session) -> dict[int, str]:
    """How each upload came: „Datei „q3.csv“, eingelesen am 05.10.2026“."""
    frame = observations.uploads(session)
    return {
        int(key): f"Datei „{name}“, eingelesen am {german_day(at)}"
        for key, name, at in zip(frame["id"], frame["file_name"], frame["at"], strict=True)
    }


def _months_on(day: date, months: int) -> date:
    """The same day so many months later; the last one of a shorter month."""
    month = day.year * 12 + day.month - 1 + months
    last = Period(f"{month // 12:04}-{month % 12 + 1:02}").last
    return last.replace(day=min(day.day, last.day))
