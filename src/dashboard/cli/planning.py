"""``quota``: what the district and each place must take in, as the office has it."""

from datetime import date
from typing import Annotated, Any

import typer

from dashboard.cli import context
from dashboard.errors import NotFound
from dashboard.formats import NOTHING, local_day, number
from dashboard.formats import day as german_day
from dashboard.geography import queries as geography
from dashboard.periods import parse
from dashboard.planning import queries
from dashboard.planning.quota import quota as quota_of
from dashboard.planning.quota_views import PeriodView, Quota, QuotaRow
from dashboard.store import Circle, Store, now

PeriodOption = Annotated[
    str | None,
    typer.Option("--period", help="Verteilzeitraum, zum Beispiel 2024-04/2024-09, oder ein Monat darin."),
]


def quota(period: PeriodOption = None, as_json: context.JsonOption = False) -> None:
    """Soll, Übertrag, Anrechnung und Ist je Ort; ohne --period der Zeitraum von heute oder der neueste."""
    with context.refusals(as_json=as_json), context.opened() as store:
        found = _quota(store, period, local_day(now()))
        if as_json:
            context.answer([_facts(found, row) for row in found.rows()] if found is not None else [])
            return
        if found is None:
            print("Es ist noch kein Verteilzeitraum eingetragen.")
            return
        print(f"{found.of.period.label} ({german_day(found.of.first)} bis {german_day(found.of.last)})")
        for row in found.rows():
            print(f"{row.area:<9}  {row.name}: {_said(row)}")
        for finding in found.findings:
            print(f"Hinweis: {finding}")


def _quota(store: Store, wish: str | None, today: date) -> Quota | None:
    catalogue = context.catalogue(store)
    with store.reading() as session:
        known = queries.periods(session, Circle.INTERNAL)
        if not known and wish is None:
            return None
        view = _newest(known, today) if wish is None else _wished(known, wish)
        own = geography.district(session).area
        places = geography.places(session, own)
        return quota_of(session, Circle.INTERNAL, places, own, catalogue, view, today)


def _newest(known: tuple[PeriodView, ...], today: date) -> PeriodView:
    return next((view for view in known if view.first <= today <= view.last), known[-1])


def _wished(known: tuple[PeriodView, ...], wish: str) -> PeriodView:
    """The period itself, else the one that has all of its days."""
    span = parse(wish)
    for view in known:
        if view.first <= span.first and span.last <= view.last:
            return view
    listed = ", ".join(f"{view.period.label} ({view.period.code})" for view in known) or "keine"
    raise NotFound(f"Einen Verteilzeitraum, in dem {span.label} liegt, gibt es nicht. Eingetragen sind: {listed}.")


def _said(row: QuotaRow) -> str:
    official = f"amtlich {number(row.official)}, " if row.official is not None else ""
    carried = f", Übertrag {number(row.carried_over)}" if row.carried_over is not None else ""
    actual = row.sign or number(row.actual)
    until = f" (bis {german_day(row.until)})" if row.until is not None else ""
    still = NOTHING if row.open is None else number(row.open)
    return (
        f"{official}errechnet {number(row.computed)}{carried}, angerechnet {number(row.credited)}, "
        f"aufgenommen {actual}{until}, offen {still}"
    )


def _facts(found: Quota, row: QuotaRow) -> dict[str, Any]:
    """The object of the contract."""
    return {
        "area": row.area,
        "period": found.of.period.code,
        "official": row.official,
        "computed": row.computed,
        "carried_over": row.carried_over,
        "credited": row.credited,
        "actual": row.actual,
        "open": row.open,
    }
