"""The files that were taken over: what each brought and superseded, the file itself, taking it back or back again."""

import json
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.formats import moment, number
from dashboard.intake import commands
from dashboard.observations.models import IN_FORCE, PURGED, TAKEN_BACK
from dashboard.periods import Period
from dashboard.ui import comparisons, evidence, exporting, reads, statements
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

STATES = {IN_FORCE: "in Kraft", TAKEN_BACK: "zurückgenommen", PURGED: "endgültig gelöscht"}
PART, CHOSEN = "schritt", "upload"
"""Names in the address: the part of „Daten einreichen“, and the file chosen."""
LAYOUTS = {
    "facilities": "Unterkünfte",
    "wide": "Kennzahlen je Ort",
    "long": "Ein Wert je Zeile",
    "flat": "Amtliche Tabelle",
    "classic": "Amtliche Tabelle",
    "directory": "Gemeindeverzeichnis",
}


def history(here: Here) -> None:
    """All uploads, newest first, the chosen one in full, and who reported which figure when."""
    st.header("Eingereichte Dateien")
    uploads = reads.uploads(here)
    if uploads.empty:
        st.caption("Es wurde noch keine Datei übernommen.")
        return
    st.dataframe(
        _table(uploads), hide_index=True, alt=f"{number(len(uploads))} eingereichte Dateien, die neueste zuerst"
    )
    options = {int(row["id"]): label(row) for _, row in uploads.iterrows()}
    chosen = st.selectbox(
        "Datei ansehen, herunterladen, zurücknehmen oder wieder gelten lassen",
        list(options),
        index=None,
        format_func=lambda identity: options[identity],
        placeholder="Datei wählen",
        key=CHOSEN,
        bind="query-params",
        filter_mode=None,
    )
    if chosen is not None:
        _one(here, int(chosen), uploads[uploads["id"] == chosen].iloc[0].to_dict())
    statements.panel(here)
    exporting.panel(here)


def _one(here: Here, upload: int, row: dict[Any, Any]) -> None:
    state = row["state"]
    if state == PURGED:
        when = moment(row["removed_at"]) if row["removed_at"] else ""
        why = f"Endgültig gelöscht am {when} von {row['removed_by']}. Grund: {row['removed_why']}"
        st.markdown(f"{escaped(why)}  \nPrüfsumme (SHA-256): `{row['sha256']}`")
        return
    _superseded(here, upload)
    refusal = evidence.why_no_file(here, upload)
    if refusal:
        st.caption(escaped(refusal))
    with st.container(horizontal=True):
        if not refusal:
            st.download_button(
                "Datei herunterladen", lambda: evidence.file_of(here, upload), file_name=str(row["file_name"]),
                mime="application/octet-stream", icon=":material/download:", on_click="ignore", key=f"datei-{upload}",
            )  # fmt: skip
        if state == IN_FORCE:
            st.button("Zurücknehmen", icon=":material/undo:", on_click=_take_back, args=(upload,), key="zuruecknehmen")
        else:
            st.button("Wieder gelten lassen", icon=":material/redo:", on_click=_redo, args=(upload,), key="wieder")
    if state == IN_FORCE:
        st.caption(
            "Nach dem Zurücknehmen gelten wieder die Werte, die vorher galten. Die Datei bleibt erhalten. Namen und "
            "Anschriften einzelner Wohnungen sind auch in der Datei nicht aufbewahrt."
        )


def _superseded(here: Here, upload: int) -> None:
    found = evidence.superseded(here, upload)
    if not found:
        st.markdown("Diese Datei hat keine älteren Angaben abgelöst.")
        return
    lines = []
    for one in found:
        parts = [f"{number(one.values)} {'Wert' if one.values == 1 else 'Werte'}"] if one.values else []
        if one.reports:
            parts.append(f"die Unterkünfte von {number(one.reports)} {'Ort' if one.reports == 1 else 'Orten'}")
        lines.append(f"- Nr. {one.upload} ({escaped(one.file_name)}): {' und '.join(parts)}")
    st.markdown("Diese Datei hat abgelöst:\n\n" + "\n".join(lines))
    box = st.expander("Bisher und neu", icon=":material/compare_arrows:", key=f"abgeloest-{upload}", on_change="rerun")
    if not box.open:
        return
    frame = evidence.old_and_new(here, upload)
    with box:
        if frame.empty:
            st.caption("Alle abgelösten Werte sind gleich geblieben.")
            return
        if len(frame) >= comparisons.SHOWN:
            st.caption(f"Die ersten {comparisons.SHOWN} Zeilen.")
        rows = comparisons.side_by_side(here, frame, "Bisher", "Neu")
        st.dataframe(rows, hide_index=True, alt=f"{number(len(rows))} Werte, die diese Datei geändert hat")


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
            "Stand": [STATES[state] for state in uploads["state"]],
            "Lieferant": uploads["supplier"],
            "Art": [LAYOUTS.get(layout, layout) for layout in uploads["layout"]],
            "Zeitraum": [Period.of(code).label if isinstance(code, str) else "mehrere" for code in uploads["period"]],
            "Neu": [number(count.get("new", 0)) for count in counts],
            "Geändert": [number(count.get("changed", 0)) for count in counts],
            "Unverändert": [number(count.get("unchanged", 0)) for count in counts],
            "Fehlte": [number(count.get("missing", 0)) for count in counts],
        }
    )


def label(row: "pd.Series[str]") -> str:
    """How an upload is called in a choice."""
    return f"Nr. {row['id']} · {row['file_name']} · {STATES[row['state']]}"
