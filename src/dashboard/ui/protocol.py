"""The audit in the administration: who did what, when, in words."""

import pandas as pd
import streamlit as st

from dashboard.formats import moment
from dashboard.ui import reads
from dashboard.ui.visit import Here

ACTIONS = {
    "account.created": "Konto angelegt",
    "account.changed": "Konto geändert",
    "account.disabled": "Konto gesperrt",
    "account.enabled": "Konto entsperrt",
    "account.removed": "Konto gelöscht",
    "account.link-issued": "Link für Passwort erzeugt",
    "account.sessions-ended": "Sitzungen beendet",
    "account.password-changed": "Passwort geändert",
    "account.password-set": "Passwort gesetzt",
    "catalogue.changed": "Katalog geändert",
    "catalogue.retired": "Eintrag des Katalogs zurückgezogen",
    "catalogue.reinstated": "Eintrag des Katalogs wieder eingeführt",
    "catalogue.back-to-file": "Katalog wieder wie in der Datei",
    "catalogue.turned-on": "Kennzahl durch Entscheidung eingeschaltet",
    "catalogue.turned-off": "Entscheidung zurückgenommen, Kennzahl abgeschaltet",
    "geography.registered": "Orte und Grenzen eingetragen",
    "paper_asset.handed_in": "Vorlage oder Wappen hinterlegt",
    "paper_asset.removed": "Vorlage oder Wappen entfernt",
    "period.released": "Zeitraum freigegeben",
    "period.withdrawn": "Freigabe zurückgenommen",
    "period.checked": "Tabelle geprüft",
    "period.check-withdrawn": "Prüfvermerk zurückgenommen",
    "setting.changed": "Einstellung geändert",
    "upload.taken_over": "Datei übernommen",
    "upload.taken_back": "Datei zurückgenommen",
    "upload.restored": "Datei gilt wieder",
    "upload.purged": "Datei endgültig gelöscht",
    "upload.bytes-removed": "Dateien nach Ablauf der Frist entfernt",
}


def panel(here: Here) -> None:
    """The newest entries, searched by a word."""
    words = st.text_input("Protokoll durchsuchen", key="protokoll", placeholder="Name, Handlung oder Gegenstand")
    found = reads.protocol(here, words or "")
    if not found:
        st.caption("Dazu gibt es keinen Eintrag." if words else "Es gibt noch keinen Eintrag.")
        return
    st.caption(f"Die neuesten {len(found)} Einträge.")
    rows = pd.DataFrame(
        {
            "Wann": [moment(entry.at) for entry in found],
            "Wer": [entry.who for entry in found],
            "Was": [ACTIONS.get(entry.action, entry.action) for entry in found],
            "Gegenstand": [entry.object for entry in found],
            "Vorher": [entry.before or "" for entry in found],
            "Nachher": [entry.after or "" for entry in found],
        }
    )
    st.dataframe(rows, hide_index=True, alt=f"{len(found)} Einträge des Protokolls, der neueste zuerst")
