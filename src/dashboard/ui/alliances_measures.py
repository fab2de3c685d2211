"""The measures of an alliance: over time, as a table, and one by one with what they changed and what was decided."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard.alliances import hints, tracing
from dashboard.alliances.entries import MeasureEntry
from dashboard.alliances.rows import title
from dashboard.council.reference import Reference
from dashboard.exhibits import measures_timeline
from dashboard.formats import NOTHING, day, join, number
from dashboard.meetings.kinds import LinkKind
from dashboard.ui import (
    alliances_effect,
    alliances_marks,
    alliances_reads,
    council_put,
    history_of,
    quarters,
    reads,
    resolved,
    shown,
)
from dashboard.ui.alliances_reads import Agreed, Goal
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here

HEADS = ("Maßnahme", "Zeit", "Stand", "Art", "Verantwortlich", "Budget", "Ausgegeben", "Passgenau?")
MOST_ROWS, MOST_TOLD, MOST_NAMED = 100, 20, 5


def panel(here: Here, agreed: Agreed, measures: Sequence[MeasureEntry]) -> None:
    """All measures of one alliance."""
    if not measures:
        st.markdown("## Maßnahmen\n\nEs ist noch keine Maßnahme eingetragen.")
        return
    key = agreed.alliance.id
    build = lambda: measures_timeline.of_alliance(key, measures, quarters.today())  # noqa: E731
    drawn = shown.kept_agreed(here, f"timeline-{key}", quarters.today(), build)
    if drawn is not None:
        show(drawn)
        council_put.offer(here, Reference("measures", alliance=key))
    st.markdown("## Maßnahmen")
    st.markdown(escaped(sentence(measures)))
    _to_review(measures)
    _table(measures)
    _one_by_one(here, agreed, measures)
    st.caption(alliances_effect.NO_PROOF)


def over_all(here: Here) -> None:
    """The measures of all alliances over time."""
    names = {one.alliance.id: one.alliance.form.name for one in alliances_reads.board(here)}
    measures = alliances_reads.measures(here)
    build = lambda: measures_timeline.of_all(measures, names, quarters.today())  # noqa: E731
    drawn = shown.kept_agreed(here, "timeline", quarters.today(), build)
    if drawn is not None:
        show(drawn)
        council_put.offer(here, Reference("measures"))
    elif measures:
        said = f"{measures_timeline.counted(measures)}. Keine davon läuft mit einem eingetragenen Beginn oder Ende."
        st.markdown(escaped(said))
    else:
        st.markdown("Es ist noch keine Maßnahme eingetragen.")


def sentence(measures: Sequence[MeasureEntry]) -> str:
    """How many measures there are, and what they cost and offer as far as it is entered."""
    forms = [one.form for one in measures]
    planned = [one.budget_planned for one in forms if one.budget_planned is not None]
    spent = [one.budget_spent for one in forms if one.budget_spent is not None]
    places = [one.places for one in forms if one.places is not None]
    taking_part = [one.participants for one in forms if one.participants is not None]
    sums = [
        *([f"geplant sind {euro(sum(planned))} (bei {number(len(planned))})"] if planned else []),
        *([f"ausgegeben {euro(sum(spent))} (bei {number(len(spent))})"] if spent else []),
        *([f"{_counted(sum(places), 'Platz', 'Plätze')} (bei {number(len(places))})"] if places else []),
        *([f"{number(sum(taking_part))} Teilnehmende (bei {number(len(taking_part))})"] if taking_part else []),
    ]
    said = f"{measures_timeline.counted(measures)}."
    return f"{said} Soweit eingetragen: {join(sums)}." if sums else said


def euro(cents: int | None) -> str:
    """Money in German: whole euro without cents."""
    if cents is None:
        return NOTHING
    return f"{number(cents / 100, 2 if cents % 100 else 0)} €"


def _counted(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"


def _to_review(measures: Sequence[MeasureEntry]) -> None:
    """Which measures are over without anybody having said whether they fitted."""
    found = hints.to_review(measures, quarters.today())
    if found:
        names = [f"„{title(one.form.text)}“" for one in found[:MOST_NAMED]]
        names += [f"{number(len(found) - MOST_NAMED)} weitere"] if len(found) > MOST_NAMED else []
        st.info(escaped(f"Noch zu bewerten, weil zu Ende: {join(names)}."), icon=":material/rate_review:")


def _table(measures: Sequence[MeasureEntry]) -> None:
    st.html(_rows("Maßnahmen nach Beginn", measures[:MOST_ROWS]))
    rest = measures[MOST_ROWS:]
    if rest:
        label = f"{_counted(len(rest), 'weitere Maßnahme', 'weitere Maßnahmen')}"
        box = st.expander(label, icon=":material/table:", key="massnahmen-weitere", on_change="rerun")
        if box.open:
            with box:
                st.html(_rows("Weitere Maßnahmen nach Beginn", rest))


def _rows(label: str, measures: Sequence[MeasureEntry]) -> str:
    open_ = {one.id for one in hints.to_review(measures, quarters.today())}
    rows = [_row(one, to_review=one.id in open_) for one in measures]
    return alliances_marks.table(label, HEADS, rows, right=("Budget", "Ausgegeben"))


def _row(one: MeasureEntry, *, to_review: bool) -> tuple[str, ...]:
    form = one.form
    newest = one.reviews[-1] if one.reviews else None
    judged = f"{newest.judgement.label} ({day(newest.decided_on)})" if newest else "noch nicht bewertet"
    judged = f"noch zu bewerten{f'; bisher: {judged}' if newest else ''}" if to_review else judged
    taken = f" (aus der Praxis: „{one.practice}“)" if one.practice else ""
    return (
        f"{form.text}{taken}", alliances_marks.span(form.begins, form.ends), form.state.label, form.offer.label,
        one.organisation or NOTHING, euro(form.budget_planned), euro(form.budget_spent), judged,
    )  # fmt: skip


def _one_by_one(here: Here, agreed: Agreed, measures: Sequence[MeasureEntry]) -> None:
    box = st.expander("Maßnahmen im Einzelnen", icon=":material/list:", key="massnahmen-einzeln", on_change="rerun")
    if not box.open:
        return
    goals = {goal.id: goal for goal in agreed.goals}
    with box:
        chosen = measures
        if len(measures) > MOST_TOLD:
            names = {one.id: title(one.form.text) for one in measures}
            key = st.selectbox(
                "Maßnahme", list(names), format_func=lambda one: f"{names[one]} (Nr. {one})",
                key=f"massnahme-einzeln-{agreed.alliance.id}", filter_mode="fuzzy",
            )  # fmt: skip
            chosen = [one for one in measures if one.id == key]
        for one in chosen:
            _told(one, goals)
            resolved.panel(here, LinkKind.MEASURE, one.id)
            words = partial(tracing.words, catalogue=reads.catalogue())
            history_of.panel(here, f"massnahme-{one.id}", tracing.of_measure(one), words)


def _told(one: MeasureEntry, goals: Mapping[int, Goal]) -> None:
    form = one.form
    facts = [f"**{escaped(form.text)}**"]
    for goal in (goals[key] for key in form.goals if key in goals):
        facts.append(escaped(f"Für das Ziel: {goal.followed.goal.form.text}"))
        compared = alliances_effect.before_and_after(form, goal, reads.catalogue())
        facts += [escaped(compared)] if compared else []
    if one.practice:
        facts.append(escaped(f"Übernommen aus der Praxis: {one.practice}"))
    if form.funding:
        facts.append(f"Finanzierung: {escaped(form.funding)}")
    if form.places is not None or form.participants is not None:
        facts.append(f"Plätze: {number(form.places)}, Teilnehmende: {number(form.participants)}")
    facts += [
        f"{day(review.decided_on)}, {escaped(review.decided_by)}: **{escaped(review.judgement.label)}**. "
        f"{alliances_marks.lines(review.reason)}"
        for review in one.reviews
    ]
    st.markdown("  \n".join(facts))
