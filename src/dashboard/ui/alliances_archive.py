"""Recommendations that goals serve, and what is archived: it is brought back as it was."""

from dataclasses import dataclass

import streamlit as st

from dashboard.alliances import commands, queries
from dashboard.alliances.forms import RecommendationForm
from dashboard.alliances.models import Alliance, Goal, Measure, Recommendation
from dashboard.alliances.queries import Life
from dashboard.alliances.rows import title
from dashboard.formats import day
from dashboard.network import commands as network
from dashboard.network import queries as network_queries
from dashboard.network.queries import OrganisationEntry
from dashboard.store import Circle, UnitOfWork, kept
from dashboard.ui import actions, alliances_reads, alliances_sheet
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store


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
    number = entry.id if entry is not None else None
    sheet.save("Empfehlung anlegen" if number is None else "Empfehlung speichern", _save, name, number)
    if number is not None:
        alliances_sheet.ending(name, Recommendation, number)


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


@dataclass(frozen=True)
class Archived:
    """Something out of use; ``model`` is None for an organisation."""

    words: str
    model: type[kept.Kept] | None
    number: int


def panel(here: Here) -> None:
    """Everything archived, with day and reason, each to be brought back."""
    found = _archived(here)
    if not found:
        st.caption("Es ist nichts archiviert.")
    for one in found:
        key = f"{one.model.__name__ if one.model is not None else 'Organisation'}:{one.number}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(one.words))
            st.button("Wieder einführen", on_click=_restore, args=(one,), key=f"buendnis:wieder:{key}")


def _archived(here: Here) -> list[Archived]:
    with store().reading() as session:
        actor = here.actor
        alliances = queries.alliances(session, actor, archived=True)
        goals = queries.goals(session, actor, archived=True)
        measures = queries.measures(session, actor, archived=True)
        recommendations = queries.recommendations(session, actor, archived=True)
        organisations = network_queries.organisations(session, actor, archived=True)
    found: list[tuple[str, str, type[kept.Kept] | None, int, Life | OrganisationEntry]] = [
        *[("Bündnis", one.form.name, Alliance, one.id, one.life) for one in alliances],
        *[("Ziel", one.form.text, Goal, one.id, one.life) for one in goals],
        *[("Maßnahme", one.form.text, Measure, one.id, one.life) for one in measures],
        *[("Empfehlung", one.form.text, Recommendation, one.id, one.life) for one in recommendations],
        *[("Organisation", one.name, None, one.id, one) for one in organisations],
    ]
    return [
        Archived(f"{word} „{title(name)}“, archiviert am {day(life.archived_at)}: {life.archived_why}", model, number)
        for word, name, model, number, life in found
        if life.archived_at is not None
    ]


def _restore(one: Archived) -> None:
    if one.model is None:
        actions.act(lambda work: network.restore_organisation(work, one.number))
    else:
        model = one.model
        actions.act(lambda work: commands.restore(work, model, one.number))
