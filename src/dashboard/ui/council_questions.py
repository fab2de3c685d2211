"""Questions from the floor or the press, filed with their dated answer and the pages the answer rests on."""

from collections.abc import Mapping

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.council import questions as commands
from dashboard.council.forms import QuestionForm
from dashboard.council.models import FolderQuestion
from dashboard.council.queries import FolderEntry, QuestionEntry
from dashboard.council.questions import QuestionInvalid
from dashboard.formats import day, join
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_sheet, council_reads, quarters, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here


def panel(here: Here, one: FolderEntry) -> None:
    """What was asked and answered; editors add to it."""
    found = council_reads.questions(here, one.id)
    pages = {page.key: f"Seite {place}: {page.title}" for place, page in enumerate(council_reads.pages(here, one), 1)}
    if not found:
        st.markdown("Zu dieser Mappe ist keine Frage festgehalten.")
    for question in found:
        _one(question, pages)
    if here.may_edit:
        _form(here, one, found, pages)


def _one(question: QuestionEntry, pages: Mapping[int, str]) -> None:
    form = question.form
    asked = f"{form.asked_by}, {day(form.asked_on)}"
    with st.container(border=True):
        st.markdown(f"**{escaped(form.question)}**  \n{escaped(asked)}")
        if form.answer and form.answered_on is not None:
            st.markdown(f"Antwort vom {day(form.answered_on)}:  \n{escaped(form.answer)}")
        else:
            st.markdown(":material/schedule: Noch nicht beantwortet.")
        rests = [pages.get(item, f"eine herausgenommene Seite (Nr. {item})") for item in form.items]
        if rests:
            st.caption(escaped(f"Gestützt auf: {join(rests)}."))


def _form(here: Here, one: FolderEntry, found: object, pages: Mapping[int, str]) -> None:
    known = {entry.id: entry for entry in found}  # type: ignore[attr-defined]
    titles = {key: title(entry.form.question) for key, entry in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Frage", titles, f"mappenfrage:{one.id}")
    entry = known.get(int(chosen)) if chosen != NEW else None
    name = f"mappe:frage:{one.id}:{chosen}"
    today = quarters.today()
    form = entry.form if entry is not None else QuestionForm("", "", today)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry is not None else 0, form, items=list(form.items),
        more=[reference.text for reference in form.more],
    )  # fmt: skip
    sheet.long("question", height=80)
    with st.container(horizontal=True):
        sheet.line("asked_by", placeholder="Fraktion, Gremium oder Zeitung; keine Namen von Privatpersonen", width=480)
        sheet.day("asked_on")
        sheet.day("answered_on")
        sheet.circle()
    sheet.long("answer", height=120)
    sheet.several("items", dict(pages), none="keine")
    number = entry.id if entry is not None else None
    sheet.save("Frage festhalten" if number is None else "Frage speichern", _save, name, one.id, number, form)
    if number is not None:
        alliances_sheet.ending(name, FolderQuestion, number)


def _save(name: str, folder: int, number: int | None, before: QuestionForm) -> None:
    value, seen, catalogue = alliances_sheet.typed(name), drafts.seen(name), reads.catalogue()

    def command(work: UnitOfWork) -> str:
        asked_on = value("asked_on")
        if asked_on is None:
            raise QuestionInvalid("Bitte geben Sie den Tag an, an dem gefragt wurde.")
        wish = QuestionForm(
            value("question", ""), value("asked_by", ""), asked_on, value("answer", ""), value("answered_on"),
            tuple(value("items", ())), before.more, Circle(value("circle", Circle.INTERNAL)),
        )  # fmt: skip
        if number is not None:
            return commands.change_question(work, catalogue, number, wish, seen=seen)
        commands.add_question(work, catalogue, folder, wish)
        return "Die Frage ist festgehalten."

    alliances_sheet.attempt(name, command)
