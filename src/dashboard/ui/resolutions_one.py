"""A resolution's whole life on one page: item, wording, answer, tasks, what it is about, figures before and now."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import streamlit as st

from dashboard.errors import NotFound
from dashboard.formats import day, moment
from dashboard.meetings import tracing_results
from dashboard.meetings.kinds import LinkKind, ResolutionKind
from dashboard.meetings.life import ResolutionLife
from dashboard.meetings.resolution_links import Linked
from dashboard.store import Circle
from dashboard.ui import (
    alliances_reads,
    concept_reads,
    history_of,
    links,
    meetings_reads,
    network,
    network_hurdles,
    network_marks,
    network_practice,
    network_reads,
    reads,
    resolutions_effect,
    resolutions_form,
    resolved,
    tasks_marks,
    tasks_reads,
)
from dashboard.ui.alliances_marks import lines
from dashboard.ui.show import escaped
from dashboard.ui.tasks_reads import RESOLUTION
from dashboard.ui.visit import Here

QUOTED = (
    "margin:0;padding:0.25rem 0 0.25rem 1rem;border-left:3px solid currentColor;white-space:pre-wrap;"
    "overflow-wrap:anywhere"
)
Way = tuple[str, str, Mapping[str, str]] | None
"""Page, icon and what its address says."""


def panel(here: Here, key: int) -> None:
    """The resolution, or why it is not there."""
    st.button(
        "Alle Verabredungen und Beschlüsse", icon=":material/arrow_back:", on_click=tasks_reads.close,
        args=(RESOLUTION,), type="tertiary",
    )  # fmt: skip
    try:
        life = tasks_reads.life_of(here, key)
    except NotFound as error:
        st.info(escaped(str(error)), icon=":material/info:")
        return
    _head(here, life)
    _wording(life)
    _answer(life)
    _item(life)
    _tasks(here, life)
    _about(here, life)
    _figures(here, life)
    resolutions_form.panel(here, life.resolution)


def _head(here: Here, life: ResolutionLife) -> None:
    one = life.resolution
    st.markdown(f"## {escaped(f'{one.form.kind.label} {one.number}')}")
    if one.life.archived_at is not None:
        said = f"Archiviert am {moment(one.life.archived_at)} von {one.life.archived_by}: {one.life.archived_why}"
        st.warning(escaped(said), icon=":material/archive:")
    told = {
        "Gremium": one.body_name,
        "Sitzung": day(one.day),
        "Stand": tasks_marks.standing(one.form.state),
        "Abstimmungsergebnis": one.form.result,
        "Geht an": one.addressee,
        "Sichtbar für": one.form.circle.label if here.circle is not Circle.PUBLIC else "",
        "Zuletzt geändert": f"{moment(one.life.changed_at)} von {one.life.changed_by}" if here.internal else "",
    }
    st.html(network_marks.facts(told))
    with st.container(horizontal=True, vertical_alignment="center"):
        address = meetings_reads.address(here, one.meeting)
        if address:
            st.page_link(
                "meetings.py", label=escaped(f"Sitzung vom {day(one.day)}"), icon=":material/groups:",
                query_params=address,
            )  # fmt: skip
        words = partial(tracing_results.words_of_resolution, actor=here.actor, catalogue=reads.catalogue())
        history_of.panel(here, f"beschluss-{one.id}", tracing_results.of_resolution(one.id), words)


def _wording(life: ResolutionLife) -> None:
    form = life.resolution.form
    st.markdown("### Wortlaut")
    st.html(f'<blockquote style="{QUOTED}">{escape(form.wording)}</blockquote>')
    if form.outcome:
        st.markdown(f"### Was daraus wurde\n\n{lines(form.outcome)}")


def _answer(life: ResolutionLife) -> None:
    one = life.resolution
    if life.answers is not None:
        st.markdown("### Entscheidet über den Vorschlag")
        resolved.link(life.answers)
    if one.form.kind is not ResolutionKind.PROPOSAL:
        return
    st.markdown("### Der Beschluss darauf")
    if life.answered_by is not None:
        resolved.link(life.answered_by)
    else:
        st.markdown(escaped(f"Ein Beschluss von „{one.addressee}“ darauf ist hier nicht eingetragen."))


def _item(life: ResolutionLife) -> None:
    one = life.resolution
    st.markdown(f"### Tagesordnungspunkt\n\n{escaped(f'TOP {one.item_number}: {one.item_title}')}")
    if life.item is not None and life.item.text:
        box = st.expander("Was dazu in der Niederschrift steht", key=f"beschluss-text-{one.id}", on_change="rerun")
        if box.open:
            with box:
                st.markdown(lines(life.item.text))
    elif life.minutes.pending:
        st.markdown(life.minutes.pending)
    for added in life.addenda:
        who = f", {added.who}" if added.who else ""
        st.markdown(f"{escaped(f'Nachtrag vom {day(added.at)}{who}: ')}{lines(added.text)}")


def _tasks(here: Here, life: ResolutionLife) -> None:
    st.markdown("### Aufgaben daraus")
    if life.tasks:
        st.html(tasks_marks.tasks("Aufgaben daraus", life.tasks, links.kept(here)))
    else:
        st.markdown("Daraus ist keine Aufgabe entstanden, die dieser Kreis sieht.")


def _about(here: Here, life: ResolutionLife) -> None:
    found = life.resolution.linked
    if not found:
        return
    st.markdown("### Worum es geht")
    with st.container(gap=None):
        for one in found:
            label, way = f"{one.link.kind.label}: {one.title}", WAYS[one.link.kind](here, one)
            if way is None:
                st.markdown(escaped(label))
            else:
                page, icon, address = way
                st.page_link(page, label=escaped(label), icon=icon, query_params=address)


def _figures(here: Here, life: ResolutionLife) -> None:
    told = resolutions_effect.sentences(here, [one.link for one in life.resolution.linked], life.resolution.day)
    if told:
        st.markdown("### Die Zahlen vor der Sitzung und heute")
        st.markdown("\n".join(f"- {escaped(one)}" for one in told))
        st.caption(resolutions_effect.NO_PROOF)


def _goal(here: Here, one: Linked) -> Way:
    goals = (goal.followed.goal for agreed in alliances_reads.board(here) for goal in agreed.goals)
    alliance = next((goal.form.alliance for goal in goals if str(goal.id) == one.link.object_id), None)
    return _alliance(here, alliance, ":material/flag:")


def _measure(here: Here, one: Linked) -> Way:
    found = (two.form.alliance for two in alliances_reads.measures(here) if str(two.id) == one.link.object_id)
    return _alliance(here, next(found, None), ":material/handshake:")


def _alliance(here: Here, key: int | None, icon: str) -> Way:
    names = alliances_reads.labels(alliances_reads.board(here))
    return ("alliances.py", icon, {links.ALLIANCE: names[key]}) if key in names else None


def _block(_here: Here, one: Linked) -> Way:
    return "concept.py", ":material/checklist:", {concept_reads.BLOCK: one.title}


def _hurdle(here: Here, one: Linked) -> Way:
    names = network_reads.distinct({two.id: two.form.title for two in network_reads.network(here).hurdles})
    address = {network.PART: "Hürden", network_hurdles.OPENED: names.get(int(one.link.object_id), one.title)}
    return "network.py", ":material/block:", address


def _practice(here: Here, one: Linked) -> Way:
    name = network_reads.titles(here).get(int(one.link.object_id), one.title)
    return "network.py", ":material/lightbulb:", {network.PART: "Praxisbeispiele", network_practice.OPENED: name}


def _indicator(here: Here, one: Linked) -> Way:
    return "monitoring.py", ":material/monitoring:", links.to_indicator(here, one.link.object_id)


WAYS: Mapping[LinkKind, Callable[[Here, Linked], Way]] = {
    LinkKind.GOAL: _goal,
    LinkKind.MEASURE: _measure,
    LinkKind.BLOCK: _block,
    LinkKind.HURDLE: _hurdle,
    LinkKind.PRACTICE: _practice,
    LinkKind.INDICATOR: _indicator,
}
