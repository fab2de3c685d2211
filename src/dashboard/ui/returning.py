"""The supplier's own file back, with what is wrong marked in it."""

import streamlit as st

from dashboard.intake import returned
from dashboard.intake.proposal import Proposal


def offer(proposal: Proposal, data: bytes) -> None:
    """A download of the marked file, written only when somebody asks for it."""
    serious = proposal.errors or proposal.warnings
    if not serious or not returned.can_be_returned(proposal):
        return
    st.download_button(
        "Datei mit markierten Stellen (XLSX)",
        lambda: returned.returned(proposal, data),
        file_name=returned.file_name(proposal),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/assignment_return:",
        help="Dieselbe Tabelle mit farbigen Zellen, der Meldung als Kommentar und einer Liste aller Befunde, "
        "um sie dem Lieferanten zurückzugeben.",
        on_click="ignore",
        key=f"zurueck{proposal.sha256[:12]}",
    )
