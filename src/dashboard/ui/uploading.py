"""Handing a table in: choose the file, see what was recognised and what is wrong, answer, take over."""

import streamlit as st

from dashboard.errors import UserError
from dashboard.intake import background, commands
from dashboard.intake.background import TakeOver
from dashboard.intake.proposal import Proposal
from dashboard.ui import checking, deciding, filters, preview, reads, returning
from dashboard.ui.actions import act, tell
from dashboard.ui.progress import show_until_done
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, acting

FILE, TICK = "datei", "gesehen"
ROUND = "einreichung"
"""Counts the files taken over in this tab: a new round is a new, empty upload box."""
TAKING = "wird_uebernommen"
"""Hash of the large file that this run takes over."""


def panel(here: Here) -> None:
    """The whole way of one file."""
    st.markdown(
        "Ziehen Sie eine Tabelle (Excel, LibreOffice oder CSV) in das Feld oder wählen Sie sie aus. Sie wird zuerst "
        "geprüft; **gespeichert wird erst, wenn Sie sie übernehmen**. Höchstens 50 MB."
    )
    file = st.file_uploader(
        "Tabelle (XLSX, XLS, ODS, CSV oder TXT)", key=f"{FILE}{_round()}", accept_multiple_files=False
    )
    with st.expander("Angaben zur Datei (nur wenn nötig)", icon=":material/edit_note:"):
        deciding.details()
    if file is None:
        return
    data = file.getvalue()
    try:
        proposal = checking.propose(here, data, file.name, deciding.decisions())
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    if st.session_state.pop(TAKING, None) == proposal.sha256:
        _take_over_elsewhere(proposal, data)
    preview.recognised(here, proposal)
    preview.questions(proposal)
    preview.findings(proposal)
    returning.offer(proposal, data)
    preview.changes(here, proposal)
    _taking_over(proposal, data)


def _taking_over(proposal: Proposal, data: bytes) -> None:
    if proposal.errors:
        return
    if proposal.known_upload is not None:
        st.info("Genau diese Datei ist bereits übernommen; es gibt nichts zu tun.", icon=":material/done_all:")
        return
    ready = True
    if proposal.warnings:
        ready = st.checkbox(
            "Ich habe die Warnungen gesehen und übernehme die Datei trotzdem.", key=f"{TICK}{proposal.sha256[:12]}"
        )
    st.button(
        "Datei übernehmen",
        type="primary",
        icon=":material/check:",
        disabled=not ready,
        on_click=_take_over,
        args=(proposal, data),
        key="uebernehmen",
    )


def _take_over(proposal: Proposal, data: bytes) -> None:
    if proposal.size >= background.LARGE:
        st.session_state[TAKING] = proposal.sha256
    elif act(lambda work: commands.take_over(work, proposal, data).sentence):
        _next_file(proposal)


def _take_over_elsewhere(proposal: Proposal, data: bytes) -> None:
    """Take a large file over in a process of its own; it goes on even if the person leaves the page."""
    work = background.take_over(TakeOver(reads.url(), acting(), proposal), data)
    show_until_done(work)
    if tell(lambda: work.result().sentence):
        _next_file(proposal)
    st.rerun()


def _next_file(proposal: Proposal) -> None:
    state = st.session_state
    state[ROUND] = _round() + 1
    deciding.forget()
    if proposal.period:
        state[filters.QUARTER] = proposal.period


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))
