"""The end of writing: what is still missing, the approval that freezes, and corrections beside what was approved."""

from collections.abc import Sequence

import streamlit as st

from dashboard.documents import markdown, screen
from dashboard.formats import day, join
from dashboard.meetings import approval
from dashboard.meetings.approval import HELD, AddendumForm
from dashboard.meetings.content import content
from dashboard.meetings.writing import typed_by
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_sheet, drafting, drafting_notes, meetings_reads, meetings_step, quarters
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import Sheet
from dashboard.ui.minutes_reads import Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

KEY, FORM = "niederschrift:genehmigen", "niederschrift:nachtrag"
WHOLE = "die Niederschrift als Ganzes"
LABELS = {"item": "Zu Punkt", "text": "Berichtigung", "reason": "Grund", "circle": "Sichtbar für"}


def panel(here: Here, desk: Desk) -> None:
    """What is missing, and the button; read when somebody opens it."""
    box = st.expander("Abschließen und genehmigen", icon=":material/verified:", key=KEY, on_change="rerun")
    if not box.open:
        return
    with box:
        meetings_step.panel(here, meetings_reads.opened(here, desk.meeting.id))
        hints = missing(desk)
        for hint in hints:
            st.markdown(f":material/pending: {escaped(hint)}")
        with store().reading() as session:
            waiting = typed_by(session, desk.meeting.id)
        despite = _drafts([(who, number) for number, who, _ in waiting])
        if desk.meeting.state in HELD:
            st.markdown(
                "Mit der Genehmigung wird die Niederschrift eingefroren: mit Ihrem Namen, dem Zeitpunkt und einer "
                "Prüfsumme. Danach ändert sich nichts mehr; Berichtigungen stehen als Nachtrag daneben."
            )
            st.button(
                "Niederschrift genehmigen", type="primary", icon=":material/verified:", on_click=_approve,
                args=(desk.meeting.id, despite), key=f"{KEY}:jetzt",
            )  # fmt: skip


def missing(desk: Desk) -> list[str]:
    """What stands against the approval, or should be looked at before, as sentences."""
    meeting, found = desk.meeting, []
    if meeting.state not in HELD:
        found.append(f"Die Sitzung ist „{meeting.state_label}“; genehmigt wird, was durchgeführt ist.")
    elif meeting.objections_until is None:
        found.append("Es ist keine Frist für Einwendungen gesetzt; genehmigt werden kann trotzdem.")
    elif meeting.objections_until >= quarters.today():
        found.append(f"Einwendungen sind noch bis zum {day(meeting.objections_until)} möglich; genehmigt wird danach.")
    empty = [one.number for one in desk.sheet.agenda if one.item is not None and one.item.id not in desk.written]
    if empty:
        found.append(f"Ohne Text: Punkt {join(empty)}.")
    return found


def _drafts(waiting: Sequence[tuple[str, str]]) -> bool:
    if not waiting:
        return False
    told = join([f"von {who} zu Punkt {number}" for who, number in waiting])
    st.warning(escaped(f"Nicht gespeicherte Entwürfe: {told}."), icon=":material/edit_note:")
    return st.checkbox("Trotzdem genehmigen; diese Entwürfe stehen dann nicht darin", key=f"{KEY}:trotzdem")


def _approve(meeting: int, despite: bool) -> None:
    actions.act(lambda work: approval.approve(work, meeting, despite_drafts=despite))


def correct(here: Here, desk: Desk) -> None:
    """The form of an addendum, beside the approved text it is about."""
    meeting = desk.meeting.id
    box = st.expander("Nachtrag anfügen", icon=":material/post_add:", key=FORM, on_change="rerun")
    if not box.open:
        return
    with box:
        name = f"{FORM}:{meeting}"
        circle = desk.meeting.form.circle.value
        prefix = drafts.opened(name, 0, {"item": None, "text": "", "reason": "", "circle": circle})
        drafting.restore(name)
        drafts.trouble(name, 0, drafting.throw_away)
        drafting_notes.notes(name, LABELS)
        sheet = Sheet(name, prefix, LABELS)
        numbers = {key: f"{one.number} {one.title}" for one in desk.sheet.agenda if one.item for key in [one.item.id]}
        left, right = st.columns(2, gap="large")
        with right:
            sheet.choice("item", numbers, none=WHOLE, follows=True)
            sheet.long("text")
            sheet.line("reason")
            sheet.circle()
            sheet.save("Nachtrag anfügen", _correct, name, meeting)
        with left:
            _approved(here, meeting, sheet.value("item"))


def _approved(here: Here, meeting: int, item: int | None) -> None:
    if item is None:
        st.markdown("Die genehmigte Fassung steht oben und bleibt, wie sie ist.")
        return
    with store().reading() as session:
        found = next((one for one in content(session, here.actor, meeting).items if one.id == item), None)
    st.markdown("**So ist es genehmigt**")
    st.html(screen.blocks(markdown.blocks(found.text)) if found is not None and found.text else "<p>(ohne Text)</p>")


def _correct(name: str, meeting: int) -> None:
    value = alliances_sheet.typed(name)
    wish = AddendumForm(
        value("text", ""), value("reason", ""), value("item"), Circle(value("circle", Circle.COORDINATION))
    )

    def command(work: UnitOfWork) -> str:
        approval.add_addendum(work, meeting, wish)
        return "Der Nachtrag ist angefügt; die genehmigte Fassung bleibt daneben stehen."

    alliances_sheet.attempt(name, command)
