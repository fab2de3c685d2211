"""How far it is with a meeting: the next step as the one button, everything else one click away."""

from datetime import timedelta

import streamlit as st

from dashboard.meetings import states
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.queries import MeetingEntry
from dashboard.meetings.states import Step
from dashboard.store import now
from dashboard.ui import actions, quarters
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.visit import Here

OBJECTIONS = 14
"""Days for objections that are proposed."""
LABELS = {
    MeetingState.INVITED: ("Einladung ist versandt", ":material/mail:"),
    MeetingState.HELD: ("Sitzung ist durchgeführt", ":material/done:"),
    MeetingState.DRAFT_SENT: ("Entwurf ist versandt", ":material/send:"),
    MeetingState.OBJECTIONS: ("Einwendungsfrist setzen", ":material/event_upcoming:"),
}
VERBS = {
    MeetingState.CANCELLED: "Sitzung absagen",
    MeetingState.PLANNED: "zurück auf „geplant“",
    MeetingState.INVITED: "zurück auf „eingeladen“",
    MeetingState.HELD: "zurück auf „durchgeführt“",
    MeetingState.DRAFT_SENT: "zurück auf „Entwurf versandt“",
}


def panel(here: Here, opened: Opened) -> None:
    """For editors of the office; an approved meeting has no further step."""
    of = opened.meeting
    if not here.may_edit or of.state is MeetingState.APPROVED:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _next(of)
        _other(of)
    if of.state is MeetingState.OBJECTIONS:
        st.caption("Nach der Frist genehmigen Sie die Niederschrift dort, wo sie geschrieben wird.")
    elif of.state is MeetingState.INVITED and of.starts_at > now():
        st.caption("Nach der Sitzung kennzeichnen Sie sie hier als durchgeführt.")


def following(of: MeetingEntry) -> MeetingState | None:
    """The usual next state that is possible now; None: there is none, or it is not yet time."""
    begun = of.starts_at <= now()
    match of.state:
        case MeetingState.PLANNED:
            return MeetingState.HELD if begun else MeetingState.INVITED
        case MeetingState.INVITED:
            return MeetingState.HELD if begun else None
        case MeetingState.HELD:
            return MeetingState.DRAFT_SENT
        case MeetingState.DRAFT_SENT:
            return MeetingState.OBJECTIONS
    return None


def _next(of: MeetingEntry) -> None:
    after = following(of)
    if after is None:
        return
    today, key = quarters.today(), f"sitzung:schritt:{of.id}:{of.life.version}:{after.value}"
    if after is MeetingState.DRAFT_SENT:
        st.date_input("Versandt am", today, format="DD.MM.YYYY", key=f"{key}:tag", on_change="ignore", width=180)
    elif after is MeetingState.OBJECTIONS:
        last = (of.draft_sent_on or today) + timedelta(days=OBJECTIONS)
        st.date_input("Einwendungen bis", last, format="DD.MM.YYYY", key=f"{key}:tag", on_change="ignore", width=180)
    label, icon = LABELS[after]
    st.button(label, type="primary", icon=icon, on_click=_set, args=(of.id, after.value, of.life.version, key), key=key)


def _other(of: MeetingEntry) -> None:
    """Back, and the cancellation: each with its reason."""
    others = [one for one in states.choices(of.state) if states.needs_reason(of.state, one)]
    if not others:
        return
    off = of.state is MeetingState.CANCELLED
    label = "Wieder einplanen" if off else ("Absagen" if MeetingState.CANCELLED in others else "Zurücksetzen")
    key = f"sitzung:zurueck:{of.id}:{of.life.version}"
    icon = ":material/event_busy:" if MeetingState.CANCELLED in others else ":material/undo:"
    with st.popover(label, icon=icon):
        values = [one.value for one in others]
        st.selectbox(
            "Was", values, format_func=lambda one: VERBS[MeetingState(one)], key=f"{key}:was", filter_mode=None,
            on_change="ignore",
        )  # fmt: skip
        st.text_input("Grund", key=f"{key}:grund", max_chars=300, on_change="ignore")
        st.button("So eintragen", on_click=_back, args=(of.id, of.life.version, key), key=f"{key}:knopf")
        if of.state is not MeetingState.CANCELLED:
            st.caption("Verlegen: unten bei „Eintragen und ändern“ unter „Sitzung“ Tag und Uhrzeit ändern.")


def _set(meeting: int, after: str, seen: int, key: str) -> None:
    state, day = MeetingState(after), st.session_state.get(f"{key}:tag")
    step = Step(
        state,
        draft_sent_on=day if state is MeetingState.DRAFT_SENT else None,
        objections_until=day if state is MeetingState.OBJECTIONS else None,
    )
    actions.act(lambda work: states.set_state(work, meeting, step, seen=seen))


def _back(meeting: int, seen: int, key: str) -> None:
    state = MeetingState(st.session_state[f"{key}:was"])
    step = Step(state, why=str(st.session_state.get(f"{key}:grund") or ""))
    actions.act(lambda work: states.set_state(work, meeting, step, seen=seen))
