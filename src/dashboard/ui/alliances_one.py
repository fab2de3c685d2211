"""One alliance: what it is for, who belongs to it, where its goals stand and what is done for them."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.alliances import hints, tracing
from dashboard.alliances.entries import PartnerEntry
from dashboard.council.reference import Reference
from dashboard.formats import NOTHING, day, number
from dashboard.ui import (
    alliances_goal,
    alliances_marks,
    alliances_measures,
    alliances_reads,
    alliances_recommendations,
    council_put,
    history_of,
    quarters,
    reads,
)
from dashboard.ui.alliances_marks import lines
from dashboard.ui.alliances_reads import Agreed, Around
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

__all__ = ["lines", "panel"]
MOST_GOALS = 20
"""Goals that are open at once; the later ones are one click away."""


def panel(here: Here, agreed: Agreed) -> None:
    """The alliance, its goals, measures, recommendations and partners."""
    around = alliances_reads.around(here, agreed.alliance.id)
    _head(here, agreed)
    st.markdown("## Ziele")
    st.markdown(escaped(f"{alliances_marks.counted(agreed.goals)}."))
    if agreed.goals:
        council_put.offer(here, Reference("goals", alliance=agreed.alliance.id))
    _goals(here, agreed, around)
    alliances_measures.panel(here, agreed, around.measures)
    alliances_recommendations.of_alliance(here, agreed)
    _partners(here, agreed, around.partners)


def _goals(here: Here, agreed: Agreed, around: Around) -> None:
    def shown(first: int, last: int | None) -> None:
        for goal in agreed.goals[first:last]:
            serving = [one.form for one in around.measures if goal.id in one.form.goals]
            alliances_goal.panel(here, goal, serving, around.notes.get(goal.id, ()))

    shown(0, MOST_GOALS)
    rest = len(agreed.goals) - MOST_GOALS
    if rest > 0:
        label = "1 weiteres Ziel" if rest == 1 else f"{number(rest)} weitere Ziele"
        box = st.expander(label, icon=":material/flag:", key="ziele-weitere", on_change="rerun")
        if box.open:
            with box:
                shown(MOST_GOALS, None)


def _head(here: Here, agreed: Agreed) -> None:
    form, alliance = agreed.alliance.form, agreed.alliance
    st.markdown(f"## {escaped(form.name)}")
    for hint in (hints.contract(form, quarters.today()), hints.meeting(form, quarters.today())):
        if hint:
            st.warning(escaped(hint), icon=":material/event_busy:")
    if form.purpose:
        st.markdown(lines(form.purpose))
    support = alliance.support
    if support and (form.support_from or form.support_until):
        support += f" (Vertrag {alliances_marks.span(form.support_from, form.support_until)})"
    facts = {
        "Stand": form.state.label,
        "Federführung": alliance.lead or "offen",
        "Nächstes Treffen": day(form.next_meeting) if form.next_meeting else "nicht eingetragen",
        "Programm": form.programme,
        "Prozessbegleitung": support,
        "Sichtbar für": form.circle.label,
    }
    shown = "".join(
        f'<div><dt style="font-size:0.875rem">{escape(name)}</dt><dd style="margin:0;font-weight:600">{escape(text)}'
        "</dd></div>"
        for name, text in facts.items()
        if text
    )
    st.html(f'<dl style="display:flex;flex-wrap:wrap;gap:0.75rem 2rem;margin:0;padding:0">{shown}</dl>')
    words = partial(tracing.words, catalogue=reads.catalogue())
    history_of.panel(here, f"buendnis-{alliance.id}", tracing.of_alliance(alliance.id), words)


def _partners(here: Here, agreed: Agreed, partners: Sequence[PartnerEntry]) -> None:
    st.markdown("## Partner")
    if not partners:
        st.markdown("Es ist noch kein Partner eingetragen.")
        return
    today = quarters.today()
    past = sum(one.form.until is not None and one.form.until < today for one in partners)
    now = len(partners) - past
    said = f"{'1 Partner' if now == 1 else f'{number(now)} Partner'}{_past(past)}."
    st.markdown(escaped(said))
    rows = [
        (
            f"{one.name} (bisher)" if one.form.until is not None and one.form.until < today else one.name,
            one.form.role or NOTHING,
            day(one.form.since) if one.form.since else NOTHING,
            day(one.form.until) if one.form.until else NOTHING,
        )
        for one in partners
    ]
    st.html(alliances_marks.table("Partner des Bündnisses", ("Organisation", "Rolle", "Seit", "Bis"), rows))
    words = partial(tracing.words, catalogue=reads.catalogue())
    history_of.panel(here, f"partner-{agreed.alliance.id}", tracing.of_partners(partners), words)


def _past(count: int) -> str:
    if not count:
        return ""
    return ", 1 früherer" if count == 1 else f", {number(count)} frühere"
