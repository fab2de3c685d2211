"""All meetings: the next ones first with what is due before them, then those that were, narrowed by body and year."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from dashboard.formats import number
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.queries import MeetingEntry
from dashboard.ui import (
    alliances_marks,
    links,
    meetings_downloads,
    meetings_marks,
    meetings_reads,
    network_reads,
    quarters,
)
from dashboard.ui.meetings_marks import counted
from dashboard.ui.meetings_reads import CHOSEN
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

BODY, YEAR, PAGE = "gremium", "jahr", "seite"
MOST_COMING, ON_A_PAGE = 6, 25
HEADS = ("Sitzung", "Gremium", "Stand", "Punkte", "Ergebnisse", "Offene Aufgaben")
BEFORE = (MeetingState.PLANNED, MeetingState.INVITED)


def panel(here: Here) -> None:
    """The sentence, the choices, the next meetings and the table of those before."""
    everything, today = meetings_reads.meetings(here), quarters.today()
    st.markdown(escaped(sentence(everything, today)))
    found = _narrowed(here, everything)
    coming, past = split(found, today)
    _coming(here, coming, today)
    _past(here, past)


def split(found: Sequence[MeetingEntry], today: date) -> tuple[list[MeetingEntry], list[MeetingEntry]]:
    """Meetings of today and later that are still to come, the next one first; and the others, the newest first."""
    coming = [one for one in found if _last_day(one) >= today and one.state in (*BEFORE, MeetingState.CANCELLED)]
    known = {one.id for one in coming}
    return coming[::-1], [one for one in found if one.id not in known]


def sentence(found: Sequence[MeetingEntry], today: date) -> str:
    """What comes next and what is open, in ten seconds."""
    coming, past = split(found, today)
    real = [one for one in coming if one.state is not MeetingState.CANCELLED]
    parts = ["Es ist keine Sitzung geplant."]
    if real:
        first = real[0]
        when = meetings_marks.until(first.form.day, today)
        parts = [
            f"Als Nächstes {when}: {first.body}, {first.when}{f', {first.form.place}' if first.form.place else ''}."
        ]
        if len(real) > 1:
            parts.append(f"Danach {counted(len(real) - 1, 'weitere Sitzung', 'weitere Sitzungen')}.")
    if past:
        waiting = sum(one.state not in (MeetingState.APPROVED, MeetingState.CANCELLED) for one in past)
        tasks = sum(one.tasks_open for one in past)
        parts.append(
            f"{counted(len(past), 'frühere Sitzung', 'frühere Sitzungen')}, "
            f"{counted(waiting, 'Niederschrift', 'Niederschriften')} noch nicht genehmigt, "
            f"{counted(tasks, 'Aufgabe', 'Aufgaben')} offen."
        )
    return " ".join(parts)


def _narrowed(here: Here, found: Sequence[MeetingEntry]) -> list[MeetingEntry]:
    names, meeting = meetings_reads.body_names(here), {one.form.body for one in found}
    years = {str(one.form.day.year): str(one.form.day.year) for one in found}
    with st.container(horizontal=True):
        body = network_reads.chosen(
            BODY, "Gremium", {key: name for key, name in names.items() if key in meeting}, "alle Gremien", 360
        )
        year = network_reads.chosen(YEAR, "Jahr", years, "alle Jahre", 160)
    return [one for one in found if body in (None, one.form.body) and year in (None, str(one.form.day.year))]


def _coming(here: Here, coming: Sequence[MeetingEntry], today: date) -> None:
    st.markdown("## Nächste Sitzungen")
    if not coming:
        st.markdown("Zu dieser Auswahl ist keine Sitzung geplant.")
        return
    before = meetings_reads.days_before(here, coming[:MOST_COMING]) if here.internal else {}
    kept = links.kept(here)
    for one in coming[:MOST_COMING]:
        due = meetings_marks.due(one, before.get(one.id, ()), today)
        with st.container(border=True, gap="small"):
            st.html(meetings_marks.card(one, _href(here, one, kept), today))
            for hint in due:
                st.markdown(f":material/schedule: {escaped(hint)}")
            meetings_downloads.calendar(here, one.id)
    if len(coming) > MOST_COMING:
        _table(here, "Weitere Sitzungen", coming[MOST_COMING : MOST_COMING + ON_A_PAGE])
        _rest(len(coming) - MOST_COMING)


def _past(here: Here, past: Sequence[MeetingEntry]) -> None:
    st.markdown("## Frühere Sitzungen")
    if not past:
        st.markdown("Zu dieser Auswahl gibt es keine frühere Sitzung.")
        return
    pages = -(-len(past) // ON_A_PAGE)
    page = 1
    if pages > 1:
        options = {str(at): f"{at} von {number(pages)}" for at in range(1, pages + 1)}
        held = network_reads.chosen(PAGE, "Seite", options, f"1 von {number(pages)}", 160)
        page = int(held or 1)
    _table(here, "Frühere Sitzungen", past[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    st.caption(f"{counted(len(past), 'frühere Sitzung', 'frühere Sitzungen')} zu dieser Auswahl.")


def _table(here: Here, label: str, found: Sequence[MeetingEntry]) -> None:
    rows = [
        (
            ": ".join(filter(None, (one.when, meetings_marks.named(one)))), one.body, meetings_marks.state(one),
            number(one.items), number(one.resolutions), number(one.tasks_open),
        )
        for one in found
    ]  # fmt: skip
    kept = links.kept(here)
    st.html(alliances_marks.table(label, HEADS, rows, HEADS[3:], [_href(here, one, kept) for one in found]))


def _href(here: Here, one: MeetingEntry, kept: Mapping[str, str]) -> str:
    return f"?{urlencode({**kept, CHOSEN: meetings_reads.labels(here)[one.id]})}"


def _rest(count: int) -> None:
    if count > ON_A_PAGE:
        st.caption(f"Gezeigt sind die nächsten {ON_A_PAGE}; Gremium und Jahr grenzen sie ein.")


def _last_day(one: MeetingEntry) -> date:
    return one.form.ends_on or one.form.day
