"""How long the places last, of the district or a place, under assumptions that are turned in the session."""

from collections.abc import Sequence

import streamlit as st

from dashboard.council.reference import Reference
from dashboard.formats import NOTHING, day, number
from dashboard.planning.outlook_views import Assumptions, Backtest, Forecast, Ground
from dashboard.ui import (
    alliances_marks,
    council_put,
    empty,
    filters,
    planning_ahead,
    planning_assumptions,
    planning_empty,
    planning_facilities,
    planning_reads,
    planning_scenarios,
    planning_shown,
    reads,
)
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here

WHAT = "ausblick_sicht"
FREE, HOUSED = "Freie Plätze", "Belegt und nutzbar"
HEADS = ("Verfahren", "Fälle in der Spanne", "Mittlerer Fehler in Personen")


def panel(here: Here) -> None:
    """Controls beside the chart, all places below it, then scenarios and what is planned."""
    plain = planning_ahead.forecast(here)
    if plain is None:
        empty.no_figures(here)
        planning_facilities.panel(here)
        return
    coming = planning_ahead.coming(here)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = planning_reads.choose_place({one.area: one.name for one in plain.outlooks()})
        what = st.segmented_control("Darstellung", (FREE, HOUSED), default=FREE, required=True, key=WHAT,
                                    bind="query-params")  # fmt: skip
    left, right = st.columns((1, 2), gap="large")
    with left:
        st.markdown("**Annahmen**")
        assumed = planning_assumptions.controls(planning_ahead.ending(here), coming)
        st.button(
            "Annahmen zurücksetzen", icon=":material/restart_alt:", on_click=planning_assumptions.reset,
            disabled=assumed == Assumptions(), key="ausblick:zurueck",
        )  # fmt: skip
    forecast = planning_ahead.forecast(here, assumed)
    assert forecast is not None, "the figures are those of the forecast itself"
    with right:
        date_of(here, forecast, area)
        _standing(assumed, plain, forecast, area)
        _drawn(here, forecast, area, str(what), assumed)
    show(planning_shown.outlook_table(here, forecast, assumed))
    if assumed == Assumptions():
        council_put.offer(here, Reference("outlook-places"))
    if forecast.backtest is not None:
        _backtest(forecast.backtest)
    planning_scenarios.panel(here, area, assumed)
    planning_facilities.panel(here)


def date_of(here: Here, forecast: Forecast, area: str) -> None:
    """Where a place is told from an earlier quarter than the one chosen."""
    one, period = forecast.of(area), filters.period(here)
    if one is not None and one.months and one.as_of is not None and period is not None and one.as_of != period.last:
        st.warning(
            escaped(f"{one.notes[0]} Gezeigt wird deshalb der Ausblick mit dem Stand {day(one.as_of)}."),
            icon=":material/history:",
        )


def _standing(assumed: Assumptions, plain: Forecast, forecast: Forecast, area: str) -> None:
    """Whether this is the forecast itself; else what it says beside it."""
    if assumed == Assumptions():
        return
    before, name = plain.of(area), st.session_state.get(planning_assumptions.LOADED, "")
    what = f"Szenario „{name}“" if name else "Mit geänderten Annahmen"
    said = f"{what}; gilt nur in Ihrem Fenster."
    if before is not None and before.ground is not Ground.NOTHING:
        said += f" Ohne Änderung: {before.sentence}"
    st.info(escaped(said), icon=":material/tune:")
    changed = _changed(plain, forecast)
    if changed:
        st.markdown("\n".join(f"- {escaped(one)}" for one in changed))


def _changed(plain: Forecast, forecast: Forecast) -> Sequence[str]:
    return [one for one in forecast.assumptions if one not in plain.assumptions]


def _drawn(here: Here, forecast: Forecast, area: str, what: str, assumed: Assumptions) -> None:
    one = forecast.of(area)
    if one is None:
        st.info("Für diesen Ort gibt es keine Vorausschau.", icon=planning_empty.ICON)
        return
    draw = planning_shown.housed if what == HOUSED else planning_shown.free
    drawn = draw(here, one, forecast, assumed)
    if drawn is None:
        planning_empty.no_outlook(one)
    else:
        show(drawn)
        if assumed == Assumptions():
            own = reads.district(here).area
            council_put.offer(here, Reference("outlook", area="" if area == own else area))


def _backtest(known: Backtest) -> None:
    """How the method would have done."""
    st.markdown("### Wie gut war dieses Verfahren bisher?")
    st.markdown(escaped(known.sentence))
    share = f"{number(known.covered)} von {number(known.cases)}"
    rows = [
        ("Dieses Verfahren", share, number(known.error, 1)), ("Einfache Bilanz", NOTHING, number(known.plain_error, 1))
    ]  # fmt: skip
    st.html(alliances_marks.table("Fehler der Vorausschau in der Vergangenheit", HEADS, rows, HEADS[1:]))
