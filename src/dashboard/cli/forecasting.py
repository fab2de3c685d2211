"""``forecast``: how many places are free in the months ahead, from the figures in force as the office has them."""

from typing import Annotated, Any

import typer

from dashboard.accommodation.houses import Houses
from dashboard.cli import context
from dashboard.errors import NotFound
from dashboard.formats import join, local_day, number
from dashboard.geography import queries as geography
from dashboard.periods import Frequency, Period
from dashboard.planning.ahead import ahead
from dashboard.planning.flows import units_of
from dashboard.planning.outlook_views import Band, Forecast, Outlook
from dashboard.store import Circle, Store, now

AreaOption = Annotated[
    str | None,
    typer.Option("--area", help="Schlüssel eines Ortes oder des Landkreises; ohne: alle.", show_default=False),
]


def forecast(area: AreaOption = None, as_json: context.JsonOption = False) -> None:
    """Freie nutzbare Plätze der nächsten zwölf Monate: unteres Ende, Mitte und oberes Ende je Ort und Monat."""
    with context.refusals(as_json=as_json), context.opened() as store:
        found, units = _ahead(store)
        chosen = _chosen(found, units, area)
        if not as_json:
            for sentence in found.findings:
                print(f"Zu prüfen: {sentence}")
            for one in chosen:
                print("\n".join(_lines(one)))
            if found.backtest is not None and area is None:
                print(found.backtest.sentence)
            return
        for sentence in (*found.findings, *(one.why for one in chosen if not one.months)):
            context.say(sentence)
        context.answer([facts for one in chosen for facts in _facts(one)])


def _ahead(store: Store) -> tuple[Forecast, dict[str, str]]:
    """The outlook of each place from the newest quarter it has, and which unit a place belongs to."""
    catalogue, today = context.catalogue(store), local_day(now())
    with store.reading() as session:
        own = geography.district(session).area
        places = geography.places(session, own)
        newest = Period.containing(today, Frequency.QUARTER)
        houses = Houses(session, Circle.INTERNAL, places, own)
        _, found = ahead(session, Circle.INTERNAL, places, own, catalogue, today, newest, houses=houses)
        return found, units_of(houses.territory)


def _chosen(found: Forecast, units: dict[str, str], area: str | None) -> list[Outlook]:
    """All of them, or the one; a member of an association is answered by it."""
    if area is None:
        return list(found.outlooks())
    one = found.of(units.get(area, area))
    if one is None:
        known = join([f"{outlook.area} ({outlook.name})" for outlook in found.outlooks()])
        raise NotFound(f"„{area}“ ist hier kein Ort mit einer Vorausschau. Es gibt sie für {known}.")
    if one.area != area:
        context.say(f"Die Vorausschau gilt für {one.name}, auf deren Mitglieder gemeinsam verteilt wird.")
    return [one]


def _lines(one: Outlook) -> list[str]:
    if not one.months:
        return [f"{one.name}: {one.sentence}"]
    return [
        f"{one.name}: {one.sentence}",
        *(f"  {row.month.label}: {_said(row.free)}" for row in one.months),
        *(f"  {sentence}" for sentence in (one.why, *one.notes)),
    ]


def _said(free: Band) -> str:
    if free.low == free.high:
        return f"{number(free.middle)} frei"
    return f"{number(free.middle)} frei (zwischen {number(free.low)} und {number(free.high)})"


def _facts(one: Outlook) -> list[dict[str, Any]]:
    """The objects of the contract: usable places that are free, below zero where they lack."""
    return [
        {"area": one.area, "month": row.month.code, "low": row.free.low, "middle": row.free.middle,
         "high": row.free.high}
        for row in one.months
    ]  # fmt: skip
