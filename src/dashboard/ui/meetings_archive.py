"""What is archived of meetings, with day and reason, each to be brought back as it was."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.formats import day, number
from dashboard.meetings import agenda, archiving, body_queries, queries, templates
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.models import AgendaTemplate, Meeting
from dashboard.store import UnitOfWork, kept
from dashboard.ui import actions, meetings_reads
from dashboard.ui.meetings_reads import Opened
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

MOST = 50
Restore = Callable[[UnitOfWork], str]
Gone = tuple[str, str, kept.Life, Restore]
"""Key, name, life, and how it comes back."""


def panel(here: Here, opened: Opened | None) -> None:
    """The newest first; items of an agenda only where their meeting is open."""
    found = sorted(_gone(here, opened), key=lambda one: str(one[2].archived_at), reverse=True)
    if not found:
        st.caption("Es ist nichts archiviert.")
    for key, name, life, restore in found[:MOST]:
        assert life.archived_at is not None, "only what is archived is asked for"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(f"{name}, archiviert am {day(life.archived_at)}: {life.archived_why}"))
            st.button("Wieder einführen", on_click=_restore, args=(restore,), key=f"sitzung:wieder:{key}")
    if len(found) > MOST:
        st.caption(f"Gezeigt werden die neuesten {number(MOST)} von {number(len(found))}.")
    if opened is None:
        st.caption("Archivierte Punkte einer Tagesordnung stehen hier, wenn ihre Sitzung geöffnet ist.")


def _gone(here: Here, opened: Opened | None) -> Iterator[Gone]:
    with store().reading() as session:
        actor = here.actor
        for body in body_queries.bodies(session, actor, archived=True):
            if body.life.archived_at is not None:
                yield _entry(Body, body.id, f"Gremium „{body.name}“", body.life)
                continue
            for seat in body_queries.members(session, actor, body.id, archived=True):
                if seat.life.archived_at is not None:
                    named = f"Mitglied „{seat.organisation}“ ({body.name})"
                    yield _entry(BodyMember, seat.id, named, seat.life)
        for meeting in queries.meetings(session, actor, archived=True):
            if meeting.life.archived_at is not None:
                yield _entry(Meeting, meeting.id, f"Sitzung {meetings_reads.label(meeting)}", meeting.life)
        for template in templates.templates(session, actor, archived=True):
            if template.life.archived_at is not None:
                yield _entry(AgendaTemplate, template.id, f"Vorlage „{template.form.name}“", template.life)
        for item in queries.archived_items(session, actor, opened.meeting.id) if opened is not None else ():
            restore = partial(_item, key=item.id)
            yield f"item:{item.id}", f"Punkt „{title(item.form.title)}“", item.life, restore


def _entry(model: type[kept.Kept], key: int, name: str, life: kept.Life) -> Gone:
    return f"{model.__name__}:{key}", name, life, lambda work: archiving.restore(work, model, key)


def _item(work: UnitOfWork, key: int) -> str:
    return agenda.restore_item(work, key)


def _restore(restore: Restore) -> None:
    actions.act(restore)
