"""A folder as files, made only when somebody asks for them: slides, the report, and „Auf einen Blick“."""

from collections.abc import Callable

import streamlit as st

from dashboard.council import freezing, papers
from dashboard.council.content import Content
from dashboard.council.queries import FolderEntry
from dashboard.documents import files, report, slides
from dashboard.documents.document import Document
from dashboard.documents.report import Report
from dashboard.documents.wording import SLUGS
from dashboard.ui import reads
from dashboard.ui.visit import Here, store

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
NAMES = {".pdf": "PDF", ".docx": "DOCX", ".html": "Seite für die Homepage"}


def panel(here: Here, one: FolderEntry) -> None:
    """One button a file."""
    st.markdown(
        "Jede Datei entsteht, wenn Sie sie anfordern; solange dreht sich im Knopf ein Kreis. Bei vielen Seiten dauert "
        "das einige Sekunden."
    )
    with st.container(horizontal=True):
        _button(here, one, "Folien als PowerPoint", "folien", ".pptx", POWERPOINT, _slides(here, one.id))
        for suffix, name in NAMES.items():
            made = _paper(here, one.id, report.document, suffix)
            _button(here, one, f"Bericht als {name}", "bericht", suffix, files.MEDIA_TYPES[suffix], made)
        for suffix in (".pdf", ".docx"):
            made = _paper(here, one.id, report.summary, suffix)
            label = f"Auf einen Blick als {NAMES[suffix]}"
            _button(here, one, label, "auf-einen-blick", suffix, files.MEDIA_TYPES[suffix], made)
    st.caption("Notizen zum Vortrag stehen nur in den Folien einer internen Mappe.")


def _button(
    here: Here, one: FolderEntry, label: str, what: str, suffix: str, mime: str, made: Callable[[], bytes]
) -> None:
    number = f"-mappe-{one.number}" if one.number else ""
    name = f"{what}-{one.form.period.code}{number}-{SLUGS[one.form.circle]}{suffix}"
    st.download_button(
        label, made, file_name=name, mime=mime, icon=":material/download:", on_click="ignore",
        key=f"mappe-{what}{suffix}-{one.id}",
    )  # fmt: skip


def _slides(here: Here, folder: int) -> Callable[[], bytes]:
    return lambda: slides.deck(papers.slides(_content(here, folder)))


def _paper(here: Here, folder: int, document: Callable[[Report], Document], suffix: str) -> Callable[[], bytes]:
    def made() -> bytes:
        content = _content(here, folder)
        with store().reading() as session:
            described = papers.report(session, reads.catalogue(), content)
        return files.written(document(described), suffix)

    return made


def _content(here: Here, folder: int) -> Content:
    with store().reading() as session:
        return freezing.content(session, here.actor, reads.catalogue(), folder)
