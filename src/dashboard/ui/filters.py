"""What a person chooses: quarter, circle, metric, place. State is text, and in the address first."""

import streamlit as st

from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.ui import reads
from dashboard.ui.visit import CIRCLE, Here

QUARTER, SLIDER, METRIC, PLACE = "quartal", "quartal_regler", "kennzahl", "ort"


def circle(here: Here) -> None:
    """The sidebar's choice of the circle: only the own one and narrower ones."""
    choices = [choice.value for choice in here.visit.circle.choices]
    if len(choices) == 1:
        st.caption(f"Kreis: {here.circle.label}")
        return
    st.selectbox(
        "Ansicht im Kreis",
        choices,
        format_func=lambda value: Circle(value).label,
        key=CIRCLE,
        bind="query-params",
        help="Zeigt das Dashboard so, wie dieser Kreis es sieht. Weiter als Ihr eigener Kreis geht es nicht.",
    )


def quarter(here: Here) -> None:
    """The sidebar's choice of the quarter."""
    codes = reads.quarters(here)
    if not codes:
        return
    _drop_foreign(QUARTER, codes)
    st.selectbox("Quartal", codes, format_func=_label, key=QUARTER, bind="query-params", filter_mode=None)


def period(here: Here) -> Period | None:
    """The quarter in force; None where this circle has no figures yet."""
    codes = reads.quarters(here)
    if not codes:
        return None
    chosen = st.session_state.get(QUARTER)
    return Period.of(chosen if chosen in codes else codes[0])


def quarter_slider(here: Here) -> None:
    """The same quarter as a slider, beside the map: moving one moves the other."""
    codes = list(reversed(reads.quarters(here)))
    chosen = period(here)
    if chosen is None or len(codes) < 2:
        return
    st.session_state[SLIDER] = chosen.code
    st.select_slider("Quartal", codes, format_func=_label, key=SLIDER, on_change=_follow_slider, width=240)


def metric_and_quarter(here: Here, options: dict[str, str]) -> str:
    """The two choices of the map side by side; returns the metric."""
    with st.container(horizontal=True, gap="small"):
        chosen = metric(options)
        quarter_slider(here)
    return chosen


def metric(options: dict[str, str]) -> str:
    """One of the metrics (code -> German title)."""
    chosen = st.radio(
        "Kennzahl",
        list(options),
        format_func=options.__getitem__,
        key=METRIC,
        horizontal=True,
        bind="query-params",
    )
    return str(chosen) if chosen in options else next(iter(options))


def place(options: dict[str, str]) -> str | None:
    """One of the places (area -> name), or none; a click on the map chooses it too."""
    _drop_foreign(PLACE, list(options))
    chosen = st.selectbox(
        "Ort",
        list(options),
        index=None,
        format_func=lambda area: options[area],
        key=PLACE,
        placeholder="Ort wählen oder auf der Karte anklicken",
        bind="query-params",
    )
    return str(chosen) if chosen in options else None


def choose_place(area: str) -> None:
    """Let ``area`` be the chosen place; only to be called from a callback."""
    st.session_state[PLACE] = area


def _follow_slider() -> None:
    st.session_state[QUARTER] = st.session_state[SLIDER]


def _drop_foreign(key: str, options: list[str]) -> None:
    # Another circle may not have what was chosen: the choice goes, it is not an error.
    if st.session_state.get(key) not in (None, *options):
        del st.session_state[key]


def _label(code: str) -> str:
    return Period.of(code).label
