"""The frame around every page: who is here, the menu by role, circle and quarter, and what every page must say."""

from html import escape

import streamlit as st

from dashboard.errors import UserError
from dashboard.settings import PROGRAM_ROOT
from dashboard.ui import drafts, filters, reads, shown
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, begin

TITLE = "Lagebild Migration und Teilhabe"
ICON = str(PROGRAM_ROOT / "src" / "dashboard" / "web" / "assets" / "zeichen.svg")
"""Our own: Streamlit's named icons would be fetched from another host here."""


CHOSEN_IN_DARK = '<style>[data-testid="stMain"] button[role="radio"][aria-checked="true"] p {color: #7fb5e3}</style>'
"""Streamlit writes what is chosen in the primary colour on a tint of it: in the dark theme it is too faint."""


def run() -> None:
    """Look the session up, draw the frame, run the chosen page."""
    st.set_page_config(page_title=TITLE, page_icon=ICON, layout="wide", initial_sidebar_state="expanded")
    here = begin()
    page = st.navigation(_menu(here), expanded=True)  # else Streamlit says „View more“ in English
    try:
        _sidebar(here)
        _banners(here)
        st.title(page.title)
        page.run()
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")


def _menu(here: Here) -> dict[str, list[st.Page]]:
    """All pages; those this person may not use are hidden, and say so themselves when their address is opened."""
    return {
        "Lage": [
            st.Page(
                "overview.py",
                title="Überblick",
                icon=":material/dashboard:",
                default=True,
                help="Die wichtigsten Zahlen zur Unterbringung und alle Orte auf einen Blick.",
            ),
            st.Page(
                "accommodation.py",
                title="Unterbringung",
                icon=":material/map:",
                url_path="unterbringung",
                help="Die Karte der Orte und ihrer Unterkünfte, Quartal für Quartal.",
            ),
            st.Page(
                "planning.py",
                title="Soll & Ausblick",
                icon=":material/event_upcoming:",
                url_path="ausblick",
                help="Wie viele Menschen jeder Ort noch aufzunehmen hat und wie lange die Plätze reichen.",
            ),
            st.Page(
                "monitoring.py",
                title="Monitoring",
                icon=":material/monitoring:",
                url_path="monitoring",
                help="Die fünf Felder: jede Kennzahl im Verlauf, je Ort, auf der Karte und gegliedert.",
            ),
            st.Page(
                "alliances.py",
                title="Bündnisse & Ziele",
                icon=":material/handshake:",
                url_path="buendnisse",
                help="Was vereinbart ist, wo jedes Ziel steht und was dafür getan wird.",
            ),
            st.Page(
                "concept.py",
                title="Konzept",
                icon=":material/checklist:",
                url_path="konzept",
                help="Welcher Baustein des Konzepts in welchem Ort wie weit ist, und wer helfen kann.",
            ),
            st.Page(
                "network.py",
                title="Netzwerk & Praxis",
                icon=":material/diversity_3:",
                url_path="netzwerk",
                help="Wer woran mitarbeitet und wo jemand fehlt, was anderswo geholfen hat und was hindert.",
            ),
            st.Page(
                "meetings.py",
                title="Sitzungen",
                icon=":material/groups:",
                url_path="sitzungen",
                help="Was als Nächstes ansteht, was vereinbart wurde und wie weit die Niederschrift ist.",
            ),
            st.Page(
                "tasks.py",
                title="Aufgaben",
                icon=":material/task_alt:",
                url_path="aufgaben",
                help="Wer was bis wann tut, über alle Gremien, und was aus jeder Verabredung geworden ist.",
            ),
        ],
        "Arbeiten": [
            st.Page(
                "council.py",
                title="Präsentation",
                icon=":material/co_present:",
                url_path="praesentation",
                help="Mappen für eine Sitzung: Folien, Bericht und Vorführen, mit festgehaltenem Stand.",
            ),
            st.Page(
                "intake.py",
                title="Daten einreichen",
                icon=":material/upload_file:",
                url_path="daten-einreichen",
                visibility="visible" if here.may_edit else "hidden",
                help="Tabellen prüfen, übernehmen, zurücknehmen und Quartale freigeben.",
            ),
            st.Page(
                "minutes.py",
                title="Niederschrift",
                icon=":material/edit_document:",
                url_path="niederschrift",
                visibility="hidden",
            ),
            st.Page(
                "drafts.py",
                title="Entwürfe",
                icon=":material/edit_note:",
                url_path="entwuerfe",
                visibility="visible" if drafts.waiting(here) else "hidden",
                help="Was getippt und noch nicht gespeichert ist, Ihres und das Ihrer Kolleginnen und Kollegen.",
            ),
            st.Page(
                "administration.py",
                title="Verwaltung",
                icon=":material/manage_accounts:",
                url_path="verwaltung",
                visibility="visible" if here.may_administer else "hidden",
                help="Konten, eingereichte Dateien und das Protokoll.",
            ),
        ],
        "Nachlesen": [
            st.Page(
                "search.py",
                title="Suche",
                icon=":material/search:",
                url_path="suche",
                help="Alles, was eingetragen wurde, dazu Kennzahlen und Handbuch, mit einem Wort.",
            ),
            st.Page(
                "help.py",
                title="Hilfe",
                icon=":material/help:",
                url_path="hilfe",
                help="Das Handbuch und die Bedeutung aller Kennzahlen.",
            ),
        ],
    }


def _sidebar(here: Here) -> None:
    with st.sidebar:
        st.markdown(f"**{_district_name(here)}**")
        filters.quarter(here)
        filters.circle(here)
        # A link of Streamlit's own opens a second window; signing out belongs into this one.
        st.html(
            f'<p style="font-size:0.875rem">Angemeldet: {escape(here.visit.display_name)}<br>'
            f"Recht: {escape(here.visit.role.label)}</p>"
            '<p><a href="/konto/passwort" target="_self" style="color: inherit">Passwort ändern</a> · '
            '<a href="/abmelden" target="_self" style="color: inherit">Abmelden</a></p>'
        )


def _banners(here: Here) -> None:
    marks = []
    if here.internal:
        marks.append(":red-badge[:material/lock: INTERN – nur für die Kreisverwaltung]")
    if reads.is_fictional(here):
        marks.append(":orange-badge[:material/theater_comedy: Beispieldaten: Diesen Landkreis gibt es nicht]")
    if here.circle is not here.visit.circle:
        marks.append(f":blue-badge[:material/visibility: Ansicht: {here.circle.label}]")
    if marks:
        st.markdown(" ".join(marks))
    if shown.theme() == "dark":
        st.html(CHOSEN_IN_DARK)


def _district_name(here: Here) -> str:
    return reads.district(here).name
