"""A folder as files: asked for with one click, made with a bar that says how far it is, and then there to be saved."""

from dataclasses import dataclass

import streamlit as st

from dashboard.council import making
from dashboard.council.making import Making, Paper
from dashboard.council.queries import FolderEntry
from dashboard.documents import files
from dashboard.documents.wording import SLUGS
from dashboard.errors import UserError
from dashboard.settings import get_settings
from dashboard.ui import council_reads, progress, reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

KEY = "mappe:datei"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIXES = {".pptx": "PowerPoint", ".pdf": "PDF", ".docx": "DOCX", ".html": "Seite für die Homepage"}
OFFERED = {
    Paper.SLIDES: (".pptx",),
    Paper.REPORT: (".pdf", ".docx", ".html"),
    Paper.SUMMARY: (".pdf", ".docx"),
}
KIBI = 1024


@dataclass(frozen=True)
class Ready:
    """A file that has been made, and of which figures and entries."""

    label: str
    name: str
    mime: str
    data: bytes
    made_of: tuple[object, ...]


def panel(here: Here, one: FolderEntry) -> None:
    """One button a file, and the newest one that was made."""
    st.markdown("Wählen Sie, was Sie brauchen. Die Datei entsteht dann; bei vielen Seiten dauert das einige Sekunden.")
    asked: tuple[Paper, str] | None = None
    for paper, suffixes in OFFERED.items():
        with st.container(horizontal=True):
            for suffix in suffixes:
                if st.button(_label(paper, suffix), key=f"{KEY}:{paper.value}{suffix}:{one.id}"):
                    asked = (paper, suffix)
    if asked is not None:
        _make(here, one, *asked)
    _offer(here, one)
    st.caption("Notizen zum Vortrag stehen nur in den Folien einer internen Mappe.")


def _make(here: Here, one: FolderEntry, paper: Paper, suffix: str) -> None:
    st.session_state.pop(_kept(one), None)
    job = Making(reads.url(), get_settings().catalogue_dir, here.actor, one.id, paper, suffix)
    work = making.start(job)
    try:
        progress.bar_until_done(work)
        data = work.result()
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    finally:
        if not work.done:  # somebody clicked elsewhere meanwhile
            work.stop()
    number = f"-mappe-{one.number}" if one.number else ""
    name = f"{paper.value}-{one.form.period.code}{number}-{SLUGS[one.form.circle]}{suffix}"
    mime = POWERPOINT if suffix == ".pptx" else files.MEDIA_TYPES[suffix]
    st.session_state[_kept(one)] = Ready(_label(paper, suffix), name, mime, data, council_reads.made_of(here))


def _offer(here: Here, one: FolderEntry) -> None:
    ready = st.session_state.get(_kept(one))
    if not isinstance(ready, Ready):
        return
    if ready.made_of != council_reads.made_of(here):
        st.info(f"Seit „{ready.label}“ entstand, hat sich etwas geändert. Bitte neu erstellen.", icon=":material/info:")
        return
    size = -(-len(ready.data) // KIBI)
    st.success(f"„{ready.label}“ ist fertig ({size} KB).", icon=":material/check_circle:")
    st.download_button(
        "Herunterladen", ready.data, file_name=ready.name, mime=ready.mime, icon=":material/download:",
        on_click="ignore", type="primary", key=f"{KEY}:laden:{one.id}",
    )  # fmt: skip


def _label(paper: Paper, suffix: str) -> str:
    return f"{paper.label} als {SUFFIXES[suffix]}"


def _kept(one: FolderEntry) -> str:
    return f"{KEY}:fertig:{one.id}"
