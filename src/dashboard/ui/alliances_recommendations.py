"""Handlungsempfehlungen and the goals that serve them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.alliances import tracing
from dashboard.formats import NOTHING, join, number
from dashboard.ui import alliances_marks, alliances_reads, history_of, reads
from dashboard.ui.alliances_reads import Agreed, Goal
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

HEADS = ("Empfehlung", "Quelle", "Bündnisse", "Ziele")


def of_alliance(here: Here, agreed: Agreed) -> None:
    """The recommendations that the alliance's goals serve; nothing where they serve none."""
    known = {one.id: one for one in alliances_reads.recommendations(here)}
    found = [known[key] for key in served(agreed) if key in known]
    if not found:
        return
    st.markdown("## Handlungsempfehlungen")
    st.markdown(escaped(f"Das Bündnis dient mit seinen Zielen {_many(len(found))}."))
    for one in found:
        goals = [goal for goal in agreed.goals if goal.followed.goal.form.recommendation == one.id]
        source = f" (Quelle: {one.form.source})" if one.form.source else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{alliances_marks.lines(one.form.text)}{escaped(f'{source} – {_counted(goals)}')}")
            words = partial(tracing.words, catalogue=reads.catalogue())
            history_of.panel(here, f"empfehlung-{one.id}", tracing.of_recommendation(one.id), words)


def over_all(here: Here) -> None:
    """Every recommendation with its alliances and goals, also those that nobody serves."""
    board, known = alliances_reads.board(here), alliances_reads.recommendations(here)
    if not known:
        st.markdown("Es ist noch keine Handlungsempfehlung eingetragen.")
        return
    rows, nobody = [], 0
    for one in known:
        serving = [agreed for agreed in board if one.id in served(agreed)]
        goals = [goal for agreed in serving for goal in agreed.goals if _recommendation(goal) == one.id]
        nobody += not serving
        names = join([agreed.alliance.form.name for agreed in serving])
        rows.append((one.form.text, one.form.source or NOTHING, names or "noch keines", _counted(goals)))
    rest = f"; {number(nobody)} davon dient noch kein Ziel" if nobody else ""
    many = "1 Empfehlung" if len(known) == 1 else f"{number(len(known))} Empfehlungen"
    st.markdown(escaped(f"{many}{rest}."))
    st.html(alliances_marks.table("Handlungsempfehlungen und ihre Ziele", HEADS, rows))


def served(agreed: Agreed) -> tuple[int, ...]:
    """Numbers of the recommendations that an alliance's goals serve, in the order of entry."""
    return tuple(sorted({key for goal in agreed.goals if (key := _recommendation(goal)) is not None}))


def _recommendation(goal: Goal) -> int | None:
    return goal.followed.goal.form.recommendation


def _counted(goals: Sequence[Goal]) -> str:
    return alliances_marks.counted(goals)


def _many(count: int) -> str:
    return "1 Handlungsempfehlung" if count == 1 else f"{number(count)} Handlungsempfehlungen"
