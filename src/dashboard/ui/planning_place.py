"""The sheet of one place on screen, and as a file of one or all, for the circle that is chosen."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.documents import files, place_sheet, screen
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.ui import empty, filters, planning_ahead, planning_reads, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

FOR = "blatt:fassung"
NAMES = {".pdf": "PDF", ".docx": "DOCX"}
SHEETS: Kept[str] = Kept(128)


def panel(here: Here) -> None:
    """A place, its files, and its sheet as this circle has it."""
    period = filters.period(here)
    forecast = planning_ahead.forecast(here)
    if period is None or forecast is None or not forecast.places:
        empty.no_figures(here)
        return
    names = {one.area: one.name for one in forecast.places}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = planning_reads.choose_place(names, "Ort")
        circle = _for_whom(here)
    with st.container(horizontal=True):
        for suffix, name in NAMES.items():
            _offer(f"{names[area]} als {name}", circle, period, suffix, [area], names[area])
        _offer("Alle Orte in einer PDF-Datei", circle, period, ".pdf", None, "")
    if here.internal:
        st.caption("Auf dem Bildschirm steht die interne Fassung; die Dateien entstehen in der gewählten.")
    st.html(_sheet(here, period, area))


def _for_whom(here: Here) -> Circle:
    """The circle of the files: the own one or a narrower one."""
    choices = {one.value: one.label for one in here.circle.choices}
    if len(choices) == 1:
        return here.circle
    if st.session_state.get(FOR) not in (None, *choices):
        del st.session_state[FOR]
    chosen = st.selectbox(
        "Dateien in der Fassung für", list(choices), format_func=choices.__getitem__, key=FOR,
        persist_state="session", filter_mode=None, width=320,
    )  # fmt: skip
    return here.actor.narrowed(Circle(chosen)).circle


def _offer(
    label: str, circle: Circle, period: Period, suffix: str, areas: Sequence[str] | None, place: str
) -> None:  # fmt: skip
    st.download_button(
        label, _made(circle, period, suffix, areas),
        file_name=place_sheet.file_name(circle, quarters.today(), suffix, place), mime=files.MEDIA_TYPES[suffix],
        icon=":material/download:", on_click="ignore", key=f"blatt{suffix}-{place or 'alle'}-{circle.value}",
    )  # fmt: skip


def _made(circle: Circle, period: Period, suffix: str, areas: Sequence[str] | None) -> Callable[[], bytes]:
    catalogue, today = reads.catalogue(), quarters.today()

    def write() -> bytes:
        with store().reading() as session:
            found = place_sheet.place_sheets(session, circle, catalogue, period, today, areas)
        return files.written(found, suffix)

    return write


def _sheet(here: Here, period: Period, area: str) -> str:
    catalogue, today = reads.catalogue(), quarters.today()

    def read() -> str:
        with store().reading() as session:
            return screen.html(place_sheet.place_sheets(session, here.circle, catalogue, period, today, [area]))

    key = (*planning_reads.state(here), *(here.version(one) for one in ("alliances", "meetings", "network")), area)
    return SHEETS.get(key, read)
