"""What is missing or unusual in a table before it is released: said to the person who decides, never deciding.

The same checks as when a file is read, asked of what is current now; what a file said of itself may have been
superseded since.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import figures
from dashboard.accommodation.models import FIGURES, Report
from dashboard.accommodation.reports import current_occupancies
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.free_text import names_in
from dashboard.formats import join, local_day, number
from dashboard.intake.brought import FACILITIES
from dashboard.intake.changes_facilities import shown_name
from dashboard.intake.checks import check_against_facilities, check_sums_of_rows
from dashboard.intake.checks_history import check_history, warn_of_unusual
from dashboard.intake.context import Context, Territory
from dashboard.intake.decisions import Answers, Decisions
from dashboard.intake.deliveries import quarter
from dashboard.intake.sums import sums_of_facilities
from dashboard.intake.table_states import indicators_of
from dashboard.observations.aggregation import Territory as Places
from dashboard.observations.models import TOTAL, Observation
from dashboard.observations.provenance import stated
from dashboard.periods import Frequency, Period
from dashboard.store import Actor, Circle, now

TEXTS = {
    "name": "Name", "remark": "Bemerkung", "target_group": "Zielgruppe", "operator": "Betreiber",
    "responsible": "Träger",
}  # fmt: skip
"""Free text of a facility, and what its column is called."""


@dataclass(frozen=True)
class Concern:
    """One thing to know before releasing: a short stable code and a German sentence."""

    code: str
    sentence: str


def concerns(
    session: Session, actor: Actor, catalogue: Catalogue, period: Period, table: str
) -> tuple[Concern, ...]:  # fmt: skip
    """All that is missing or unusual in a table of a period; for the internal circle only.

    Codes: ``delivery-missing``, ``places-missing``, ``values-missing``, ``over-occupied``, ``person-named`` and those
    of the findings.
    """
    actor.require_circle(Circle.INTERNAL)
    context = Context(session, catalogue, Territory(session), Decisions(), Answers.of({}))
    if table == FACILITIES:
        found = [*_missing_places(context, period), *_of_facilities(context, period, actor)]
    else:
        found = [*_missing_values(context, period, table), *_of_values(context, period, table)]
    found = [*_missing_deliveries(context, actor, period, table), *found]
    return (*found, *(Concern(finding.code, finding.message) for finding in context.findings.close()))


def _missing_deliveries(context: Context, actor: Actor, period: Period, table: str) -> list[Concern]:
    """Expected tables that have not come, whether or not their day is over."""
    if period.frequency is not Frequency.QUARTER:
        return []
    expected = quarter(context.session, actor, context.catalogue, period, local_day(now())).deliveries
    waited_for = [one.expectation.supplier for one in expected if one.expectation.table == table and one.came is None]
    if not waited_for:
        return []
    return [Concern("delivery-missing", f"Erwartet und noch nicht eingegangen von: {join(waited_for)}.")]


def _missing_places(context: Context, period: Period) -> list[Concern]:
    district = context.territory.district.area
    places = context.territory.places
    valid = places[places["valid_until"].isna() & places["area"].str.startswith(district)]
    territory = Places.of(valid, district)
    frame = figures(context.session, Circle.INTERNAL, territory)
    rows = frame[(frame["indicator"] == "belegt") & (frame["area"] == district) & (frame["period"] == period.code)]
    if rows.empty:
        return []
    names = [territory.names.get(area, area) for area in rows["missing"].iloc[0]]
    if not names:
        return []
    return [Concern("places-missing", f"Für {period.label} fehlen noch Angaben von: {join(names)}.")]


def _of_facilities(context: Context, period: Period, actor: Actor) -> list[Concern]:
    here = current_occupancies(context.session, [period.code])
    if here.empty:
        return []
    _compare_with_history(here, period, context)
    found = []
    full = int((here["belegt"] > here["plaetze"]).sum())
    if full:
        where = "einer Unterkunft" if full == 1 else f"{number(full)} Unterkünften"
        found.append(Concern("over-occupied", f"In {where} leben mehr Menschen, als es Plätze gibt."))
    records: Iterable[dict[Any, Any]] = here.to_dict("records")
    return found + [concern for row in records for concern in _names(row, actor, context)]


def _compare_with_history(here: pd.DataFrame, period: Period, context: Context) -> None:
    """Each place's sums against its own earlier quarters."""
    codes = list(context.session.scalars(select(Report.period).where(Report.current).distinct()))
    others = [code for code in codes if code != period.code and Period.of(code).frequency is period.frequency]
    past = current_occupancies(context.session, others)
    if past.empty:
        return
    known = sums_of_facilities(past).rename(columns={"open": "value"})
    totals = sums_of_facilities(here).rename(columns={"open": "value"}).assign(line=0)
    keys = ["indicator", "area", "period", "value"]
    warn_of_unusual(totals[[*keys, "line"]], known[keys], {}, context)


def _names(row: dict[Any, Any], actor: Actor, context: Context) -> Iterable[Concern]:
    for column, title in TEXTS.items():
        names = names_in(str(row[column]))
        if not names:
            continue
        if row["protected"] and not actor.sees_protected:
            where, what = "einer geschützten Unterkunft", "der Name einer Person"
        else:
            place = context.territory.name(row["area"])
            where, what = f"„{shown_name(row) or row['kind']}“ ({place})", f"„{join(names)}“"
        sentence = f"In „{title}“ bei {where} steht vielleicht ein Name: {what}. Bitte prüfen."
        yield Concern("person-named", sentence)


def _of_values(context: Context, period: Period, table: str) -> list[Concern]:
    values = _totals(context, [period.code], indicators_of(context.catalogue, table)).assign(line=0, breakdown=TOTAL)
    if values.empty:
        return []
    check_history(values, {}, context)
    check_against_facilities(values, {}, context)
    check_sums_of_rows(values, {}, context)
    return []


def _missing_values(context: Context, period: Period, table: str) -> list[Concern]:
    """Places that stated an indicator in the period before and do not now; facilities speak for their figures."""
    before = period.previous().code
    frame = _totals(context, [before, period.code], indicators_of(context.catalogue, table))
    if frame.empty:
        return []
    reports = select(Report.area).where(Report.current, Report.period == period.code)
    reported = set(context.session.scalars(reports))
    keys = {code: set(zip(group["indicator"], group["area"], strict=True)) for code, group in frame.groupby("period")}
    lacking: dict[str, list[str]] = defaultdict(list)
    for indicator, area in sorted(keys.get(before, set()) - keys.get(period.code, set())):
        if indicator in FIGURES and area in reported:
            continue
        lacking[context.catalogue.indicators[indicator].short].append(context.territory.name(area))
    label = Period.of(before).label
    return [
        Concern("values-missing", f"{title}: im Zeitraum davor ({label}) gemeldet und jetzt nicht von {join(names)}.")
        for title, names in lacking.items()
    ]


def _totals(context: Context, periods: list[str], indicators: list[str]) -> pd.DataFrame:
    """Current totals with a number or sign: indicator, area, period, value."""
    columns = (Observation.indicator, Observation.area, Observation.period, Observation.value)
    statement = select(*columns).where(
        Observation.current,
        Observation.breakdown == TOTAL,
        Observation.period.in_(periods),
        Observation.indicator.in_(indicators),
        stated(Observation),
    )
    names = ["indicator", "area", "period", "value"]
    frame = pd.DataFrame([tuple(row) for row in context.session.execute(statement)], columns=names)
    return frame.assign(value=pd.to_numeric(frame["value"]).astype(float))
