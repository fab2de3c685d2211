"""One alliance: what it is for, who belongs to it, where its goals stand and what is done for them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.alliances.kinds import MeasureState
from dashboard.alliances.queries import MeasureEntry, PartnerEntry
from dashboard.formats import NOTHING, day, number
from dashboard.ui import alliances_effect, alliances_goal, alliances_marks, alliances_reads, reads
from dashboard.ui.alliances_reads import Agreed, Goal
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

HEADS = ("Maßnahme", "Zeit", "Stand", "Art", "Verantwortlich", "Budget", "Ausgegeben", "Passgenau?")


def panel(here: Here, agreed: Agreed) -> None:
    """The alliance, its partners, goals and measures."""
    around = alliances_reads.around(here, agreed.alliance.id)
    _head(agreed)
    st.markdown("## Ziele")
    st.markdown(escaped(f"{alliances_marks.counted(agreed.goals)}."))
    for goal in agreed.goals:
        alliances_goal.panel(here, goal, [one.form for one in around.measures if goal.id in one.form.goals])
    _measures(agreed, around.measures)
    _partners(around.partners)


def lines(text: str) -> str:
    """A long text as it was typed, harmless and with its line breaks."""
    return escaped(text).replace("\n", "  \n")


def _head(agreed: Agreed) -> None:
    form, alliance = agreed.alliance.form, agreed.alliance
    st.markdown(f"## {escaped(form.name)}")
    if form.purpose:
        st.markdown(lines(form.purpose))
    support = alliance.support
    if support and (form.support_from or form.support_until):
        start, end = (day(one) if one else "offen" for one in (form.support_from, form.support_until))
        support += f" (Vertrag {start} bis {end})"
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


def _partners(partners: Sequence[PartnerEntry]) -> None:
    st.markdown("## Partner")
    if not partners:
        st.markdown("Es ist noch kein Partner eingetragen.")
        return
    rows = [
        (
            one.name,
            one.form.role or NOTHING,
            day(one.form.since) if one.form.since else NOTHING,
            day(one.form.until) if one.form.until else NOTHING,
        )
        for one in partners
    ]
    st.html(alliances_marks.table("Partner des Bündnisses", ("Organisation", "Rolle", "Seit", "Bis"), rows))


def _measures(agreed: Agreed, measures: Sequence[MeasureEntry]) -> None:
    st.markdown("## Maßnahmen")
    if not measures:
        st.markdown("Es ist noch keine Maßnahme eingetragen.")
        return
    st.markdown(escaped(_measures_sentence(measures)))
    st.html(
        alliances_marks.table(
            "Maßnahmen nach Beginn", HEADS, [_measure(one) for one in measures], right=("Budget", "Ausgegeben")
        )
    )
    goals = {goal.id: goal for goal in agreed.goals}
    with st.expander("Maßnahmen im Einzelnen", icon=":material/list:", key="massnahmen-einzeln"):
        for one in measures:
            _told(one, goals)
    st.caption(alliances_effect.NO_PROOF)


def _measures_sentence(measures: Sequence[MeasureEntry]) -> str:
    running = sum(one.form.state is MeasureState.RUNNING for one in measures)
    planned = [one.form.budget_planned for one in measures if one.form.budget_planned is not None]
    spent = [one.form.budget_spent for one in measures if one.form.budget_spent is not None]
    many = "1 Maßnahme" if len(measures) == 1 else f"{number(len(measures))} Maßnahmen"
    parts = [f"{many}, {number(running)} davon {'läuft' if running == 1 else 'laufen'}"]
    if planned:
        parts.append(f"geplant sind {euro(sum(planned))}, ausgegeben {euro(sum(spent))}, soweit eingetragen")
    return f"{'; '.join(parts)}."


def euro(cents: int | None) -> str:
    """Money in German: whole euro without cents."""
    if cents is None:
        return NOTHING
    return f"{number(cents / 100, 2 if cents % 100 else 0)} €"


def _measure(one: MeasureEntry) -> tuple[str, ...]:
    form = one.form
    start, end = (day(when) if when else "offen" for when in (form.begins, form.ends))
    newest = one.reviews[-1] if one.reviews else None
    judged = f"{newest.judgement.label} ({day(newest.decided_on)})" if newest else "noch nicht bewertet"
    time = f"{start} bis {end}" if form.begins or form.ends else "offen"
    return (
        form.text, time, form.state.label, form.offer.label, one.organisation or NOTHING, euro(form.budget_planned),
        euro(form.budget_spent), judged,
    )  # fmt: skip


def _told(one: MeasureEntry, goals: dict[int, Goal]) -> None:
    form = one.form
    facts = [f"**{escaped(form.text)}**"]
    for goal in (goals[key] for key in form.goals if key in goals):
        facts.append(escaped(f"Für das Ziel: {goal.followed.goal.form.text}"))
        compared = alliances_effect.before_and_after(form, goal, reads.catalogue())
        facts += [escaped(compared)] if compared else []
    if form.funding:
        facts.append(f"Finanzierung: {escaped(form.funding)}")
    if form.places is not None or form.participants is not None:
        facts.append(f"Plätze: {number(form.places)}, Teilnehmende: {number(form.participants)}")
    facts += [
        f"{day(review.decided_on)}, {escaped(review.decided_by)}: **{escaped(review.judgement.label)}**. "
        f"{lines(review.reason)}"
        for review in one.reviews
    ]
    st.markdown("  \n".join(facts))
