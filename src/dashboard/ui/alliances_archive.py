"""Recommendations that goals serve, and what is archived: it is brought back as it was."""

from functools import partial

import streamlit as st

from dashboard.alliances import commands, tracing
from dashboard.alliances.archived import archived
from dashboard.alliances.forms import RecommendationForm
from dashboard.alliances.models import Recommendation
from dashboard.alliances.rows import title
from dashboard.formats import day, number
from dashboard.geography.spelling import fold
from dashboard.network import commands as network
from dashboard.network.models import Organisation
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.ui import actions, alliances_reads, alliances_sheet, history_of, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

MOST = 50
"""Archived entries shown at once; more are searched."""


def recommendation(here: Here) -> None:
    """One Handlungsempfehlung or a new one."""
    known = {one.id: one for one in alliances_reads.recommendations(here)}
    titles = {key: title(one.form.text) for key, one in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Empfehlung", titles, "empfehlung")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"buendnis:empfehlung:{chosen}"
    form = entry.form if entry is not None else RecommendationForm("")
    sheet = alliances_sheet.opened(name, entry.life.version if entry else 0, form)
    sheet.long("text")
    with st.container(horizontal=True):
        sheet.line("source", placeholder="zum Beispiel Integrationsbericht 2025, Seite 12")
        sheet.circle()
    key = entry.id if entry is not None else None
    sheet.save("Empfehlung anlegen" if key is None else "Empfehlung speichern", _save, name, key)
    if key is not None:
        alliances_sheet.ending(name, Recommendation, key)
        words = partial(tracing.words, catalogue=reads.catalogue())
        history_of.panel(here, f"empfehlung-form-{key}", tracing.of_recommendation(key), words)


def _save(name: str, number: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    circle = Circle(value("circle", Circle.COORDINATION))
    wish = RecommendationForm(value("text", ""), value("source", ""), circle)

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return commands.change_recommendation(work, number, wish, seen=seen)
        commands.add_recommendation(work, wish)
        return "Die Empfehlung ist eingetragen."

    alliances_sheet.attempt(name, command)


def panel(here: Here) -> None:
    """Everything archived, the newest first, with day and reason, each to be brought back."""
    with store().reading() as session:
        found = archived(session, here.actor)
    if not found:
        st.caption("Es ist nichts archiviert.")
        return
    if len(found) > MOST:
        words = fold(st.text_input("Archiv durchsuchen", key="buendnis:archiv:suche", placeholder="Name oder Grund"))
        found = tuple(one for one in found if words in fold(f"{one.words} {one.why}"))
        many = "1 Eintrag" if len(found) == 1 else f"{number(len(found))} Einträge"
        st.caption(f"{many}, gezeigt werden die neuesten {number(MOST)}." if len(found) > MOST else f"{many}.")
    for one in found[:MOST]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(f"{one.words}, archiviert am {day(one.at)}: {one.why}"))
            key = f"buendnis:wieder:{one.model.__name__}:{one.id}"
            st.button("Wieder einführen", on_click=_restore, args=(one.model, one.id), key=key)


def _restore(model: type[kept.Kept], number_: int) -> None:
    if model is Organisation:
        actions.act(lambda work: network.restore_organisation(work, number_))
    else:
        actions.act(lambda work: commands.restore(work, model, number_))
