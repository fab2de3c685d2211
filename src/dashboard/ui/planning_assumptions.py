"""What is assumed of the months to come, turned by hand in the session: sliders and choices, and back to the start."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.formats import day, number
from dashboard.planning.outlook_views import Assumptions
from dashboard.ui.planning_ahead import Coming, Ending
from dashboard.ui.show import escaped

PREFIX = "annahme:"
QUOTA, OUTFLOW, REOPENED = f"{PREFIX}soll", f"{PREFIX}auszuege", f"{PREFIX}gesperrt"
GOES_ON, RENEWED_ALL, RENEWED = f"{PREFIX}weiter", f"{PREFIX}alle-mieten", f"{PREFIX}mieten"
DELAY = f"{PREFIX}spaeter"
LOADED = "annahme-geladen"
"""Name of the scenario whose assumptions were put in last."""
LATEST = 24
"""Months by which a facility may be late."""
DROPPED = -1


def controls(ending: Sequence[Ending], coming: Sequence[Coming]) -> Assumptions:
    """All controls, one below the other; returns what is assumed now.

    ``ending``: leases, ``coming``: planned facilities, as this circle has them.
    """
    _defaults(coming)
    _percent(
        "Soll, das noch kommt", QUOTA, -100, 100,
        "0 %: Es kommen so viele, wie das Soll noch offen lässt. +20 %: ein Fünftel mehr.",
    )  # fmt: skip
    st.toggle(
        "Nach dem Zeitraum geht es so weiter", key=GOES_ON, persist_state="session",
        help="Endet der Verteilzeitraum, kommen je Monat weiter so viele wie in ihm. Sonst kommt danach niemand.",
    )  # fmt: skip
    _percent(
        "Auszüge", OUTFLOW, -100, 100, "0 %: Es ziehen so viele aus wie zuletzt. −50 %: nur noch halb so viele."
    )  # fmt: skip
    _leases(ending)
    _percent(
        "Gesperrte Plätze, die wieder nutzbar werden", REOPENED, 0, 100, "0 %: Was gesperrt ist, bleibt gesperrt.",
        signed=False,
    )  # fmt: skip
    _planned(coming)
    return assumed(coming)


def assumed(coming: Sequence[Coming]) -> Assumptions:
    """What the controls say."""
    state = st.session_state
    late = {one.id: int(state.get(_of(one.id), 0)) for one in coming}
    return Assumptions(
        quota_factor=1 + state.get(QUOTA, 0) / 100,
        goes_on=bool(state.get(GOES_ON, True)),
        outflow_factor=1 + state.get(OUTFLOW, 0) / 100,
        leases_renewed=bool(state.get(RENEWED_ALL, False)),
        renewed=frozenset() if state.get(RENEWED_ALL) else frozenset(state.get(RENEWED, ())),
        delay=int(state.get(DELAY, 0)),
        delayed=frozenset((key, months) for key, months in late.items() if months > 0),
        dropped=frozenset(key for key, months in late.items() if months == DROPPED),
        reopened=state.get(REOPENED, 0) / 100,
    )


def changed(coming: Sequence[Coming]) -> bool:
    """Whether anything is assumed otherwise than in the forecast itself."""
    return assumed(coming) != Assumptions()


def reset() -> None:
    """Back to the forecast itself; only to be called from a callback."""
    put(Assumptions(), "")


def put(wanted: Assumptions, name: str) -> None:
    """Turn the controls to what a scenario assumes; only to be called from a callback."""
    state = st.session_state
    for key in [str(key) for key in state if str(key).startswith(PREFIX)]:
        del state[key]
    values: Mapping[str, Any] = {
        QUOTA: round((wanted.quota_factor - 1) * 100), OUTFLOW: round((wanted.outflow_factor - 1) * 100),
        REOPENED: round(wanted.reopened * 100), GOES_ON: wanted.goes_on, RENEWED_ALL: wanted.leases_renewed,
        RENEWED: sorted(wanted.renewed), DELAY: wanted.delay,
        **{_of(key): months for key, months in wanted.delayed}, **{_of(key): DROPPED for key in wanted.dropped},
    }  # fmt: skip
    state.update(values)
    state[LOADED] = name


def _defaults(coming: Sequence[Coming]) -> None:
    start: Mapping[str, Any] = {
        QUOTA: 0, OUTFLOW: 0, REOPENED: 0, GOES_ON: True, RENEWED_ALL: False, RENEWED: [], DELAY: 0,
        **{_of(one.id): 0 for one in coming},
    }  # fmt: skip
    for key, value in start.items():
        st.session_state.setdefault(key, value)


def _percent(label: str, key: str, least: int, most: int, told: str, *, signed: bool = True) -> None:
    st.slider(
        label, least, most, step=5, format="%+d %%" if signed else "%d %%", key=key, help=told,
        persist_state="session",
    )  # fmt: skip


def _leases(ending: Sequence[Ending]) -> None:
    st.toggle(
        "Alle Mietverträge werden verlängert", key=RENEWED_ALL, persist_state="session",
        help="Ohne diese Annahme fallen die Plätze einer Unterkunft weg, sobald ihr Mietvertrag endet.",
    )  # fmt: skip
    names = {
        one.facility: f"{one.name} ({one.place}): {number(one.places)} Plätze bis {day(one.until)}" for one in ending
    }
    _drop_foreign(RENEWED, names)
    if names:
        st.multiselect(
            "Einzelne Mietverträge werden verlängert", list(names), format_func=names.__getitem__, key=RENEWED,
            placeholder="keiner", disabled=bool(st.session_state.get(RENEWED_ALL)), filter_mode=None,
            persist_state="session",
        )  # fmt: skip


def _planned(coming: Sequence[Coming]) -> None:
    if not coming:
        st.caption("Für die nächsten zwölf Monate ist hier keine Unterkunft geplant.")
        return
    st.slider(
        "Alle geplanten Unterkünfte kommen später", 0, LATEST, step=1, format="%d Monate", key=DELAY,
        persist_state="session",
    )  # fmt: skip
    box = st.expander("Geplante Unterkünfte einzeln", key=f"{PREFIX[:-1]}-einzeln")
    with box:
        for one in coming:
            st.selectbox(
                escaped(f"{one.name} ({one.place}), {number(one.places)} Plätze"), [*range(LATEST + 1), DROPPED],
                format_func=_lateness, key=_of(one.id), persist_state="session", filter_mode=None,
                help=escaped(_told(one)),
            )  # fmt: skip


def _lateness(months: int) -> str:
    match months:
        case 0:
            return "kommt wie geplant"
        case 1:
            return "1 Monat später"
        case -1:
            return "kommt nicht"
    return f"{months} Monate später"


def _told(one: Coming) -> str:
    return f"Geplante Eröffnung: {day(one.opens)}, Wahrscheinlichkeit {one.probability} %."


def _of(key: int) -> str:
    return f"{PREFIX}geplant:{key}"


def _drop_foreign(key: str, known: Mapping[int, str]) -> None:
    # Another circle may not have what was chosen: the choice goes, it is not an error.
    chosen = st.session_state.get(key) or []
    if any(one not in known for one in chosen):
        st.session_state[key] = [one for one in chosen if one in known]
