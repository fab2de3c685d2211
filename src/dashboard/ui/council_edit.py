"""What is said about a folder, archiving it, and its copy for another quarter; for editors."""

import streamlit as st

from dashboard.council.commands import change_folder, copy_folder
from dashboard.council.forms import FolderForm
from dashboard.council.models import Folder
from dashboard.council.queries import FolderEntry
from dashboard.periods import Period
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_sheet, meetings_reads, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.council_reads import CHOSEN
from dashboard.ui.visit import Here

COPY = "mappe:kopie:quartal"


def panel(here: Here, one: FolderEntry) -> None:
    """Title, message, meeting, circle."""
    name = f"mappe:mappe:{one.id}"
    sheet = alliances_sheet.opened(name, one.life.version, one.form, period=one.form.period.code)
    with st.container(horizontal=True):
        sheet.line("title", width=480)
        codes = {code: Period.of(code).label for code in reads.quarters(here)}
        sheet.choice("period", codes)
        sheet.choice("meeting", dict(meetings_reads.labels(here)), none="keine")
        sheet.circle()
    sheet.long("headline", height=80, placeholder="Ein Satz: was die Mappe sagt")
    sheet.long("intro", height=120)
    sheet.save("Angaben speichern", _save, name, one.id)
    alliances_sheet.ending(name, Folder, one.id)


def _save(name: str, folder: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = FolderForm(
        value("title", ""), Period.of(str(value("period"))), value("meeting"), value("headline", ""),
        value("intro", ""), Circle(value("circle", Circle.PUBLIC)),
    )  # fmt: skip
    if alliances_sheet.attempt(name, lambda work: change_folder(work, folder, wish, seen=seen)):
        # The address knows the folder by its title, which may be another one now.
        st.session_state[CHOSEN] = folder


def copy(here: Here, one: FolderEntry) -> None:
    """The same pages with the figures of another quarter."""
    newest = reads.quarters(here)
    after = one.form.period.next().code
    codes = [after, *[code for code in newest if code != after]]
    st.markdown(
        "Alle Seiten kommen mit, in derselben Reihenfolge und mit denselben Texten, aber mit den Zahlen des anderen "
        "Quartals. Die Kopie ist wieder in Arbeit."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Quartal der Kopie", codes, format_func=lambda code: Period.of(code).label, key=COPY, filter_mode=None,
            width=240,
        )  # fmt: skip
        st.button("Kopieren", icon=":material/content_copy:", on_click=_copy, args=(one.id, one.form.title,
                  one.form.period.label), key="mappe:kopieren")  # fmt: skip


def _copy(folder: int, title: str, quarter: str) -> None:
    period, made = Period.of(str(st.session_state[COPY])), list[int]()
    name = title.replace(quarter, period.label) if quarter in title else f"{title}, {period.label}"

    def command(work: UnitOfWork) -> str:
        made.append(copy_folder(work, folder, period, title=name))
        return f"„{name}“ ist angelegt. Bitte sehen Sie die Texte durch: Sie sind noch die von vorher."

    if actions.act(command):
        st.session_state[CHOSEN] = made[0]
