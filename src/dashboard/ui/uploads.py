"""The files that were taken over: what each one brought, and taking it back or back again."""

import json

import pandas as pd
import streamlit as st

from dashboard.formats import moment, number
from dashboard.intake import commands
from dashboard.observations.models import IN_FORCE, PURGED, TAKEN_BACK
from dashboard.periods import Period
from dashboard.ui import reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

STATES = {IN_FORCE: "in Kraft", TAKEN_BACK: "zurückgenommen", PURGED: "gelöscht"}
LAYOUTS = {
    "facilities": "Unterkünfte",
    "wide": "Kennzahlen je Ort",
    "long": "Ein Wert je Zeile",
    "flat": "Amtliche Tabelle",
    "classic": "Amtliche Tabelle",
    "directory": "Gemeindeverzeichnis",
}


def history(here: Here) -> None:
    """All uploads, newest first; editors take back what was wrong."""
    st.header("Eingereichte Dateien")
    uploads = reads.uploads(here)
    if uploads.empty:
        st.caption("Es wurde noch keine Datei übernommen.")
        return
    st.dataframe(
        _table(uploads), hide_index=True, alt=f"{number(len(uploads))} eingereichte Dateien, die neueste zuerst"
    )
    options = {int(row["id"]): _label(row) for _, row in uploads.iterrows() if row["state"] != PURGED}
    chosen = st.selectbox(
        "Datei zurücknehmen oder wieder gelten lassen",
        list(options),
        index=None,
        format_func=lambda identity: options[identity],
        placeholder="Datei wählen",
        key="upload",
    )
    if chosen is None:
        return
    state = uploads.set_index("id")["state"].to_dict()[chosen]
    if state == IN_FORCE:
        st.caption("Danach gelten wieder die Werte, die vorher galten. Die Datei bleibt erhalten.")
        st.button("Zurücknehmen", icon=":material/undo:", on_click=_take_back, args=(chosen,), key="zuruecknehmen")
    else:
        st.button("Wieder gelten lassen", icon=":material/redo:", on_click=_redo, args=(chosen,), key="wieder")


def _take_back(upload: int) -> None:
    act(lambda work: commands.take_back(work, upload))


def _redo(upload: int) -> None:
    act(lambda work: commands.redo(work, upload))


def _table(uploads: pd.DataFrame) -> pd.DataFrame:
    counts = [json.loads(text) for text in uploads["counts"]]
    return pd.DataFrame(
        {
            "Nr.": uploads["id"].astype("str"),
            "Wann": [moment(at) for at in uploads["at"]],
            "Wer": uploads["who"],
            "Datei": uploads["file_name"],
            "Lieferant": uploads["supplier"],
            "Art": [LAYOUTS.get(layout, layout) for layout in uploads["layout"]],
            "Zeitraum": [Period.of(code).label if isinstance(code, str) else "mehrere" for code in uploads["period"]],
            "Neu": [number(count.get("new", 0)) for count in counts],
            "Geändert": [number(count.get("changed", 0)) for count in counts],
            "Stand": [STATES[state] for state in uploads["state"]],
        }
    )


def _label(row: "pd.Series[str]") -> str:
    return escaped(f"Nr. {row['id']} · {row['file_name']} · {STATES[row['state']]}")
