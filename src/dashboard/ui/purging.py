"""Administration of files: purging one for good, and how long files are kept."""

import streamlit as st

from dashboard.formats import join
from dashboard.intake import purging, retention
from dashboard.observations.models import PURGED
from dashboard.ui import evidence, reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.uploads import label
from dashboard.ui.visit import Here

REASON, YEARS = "loeschen_grund", "aufbewahren_"
NOTHING_DUE = "Es ist keine Datei fällig."


def panel(here: Here) -> None:
    """Both, one after the other."""
    _purge(here)
    _retention(here)


def _purge(here: Here) -> None:
    st.header("Datei endgültig löschen")
    st.markdown(
        "Nur wenn etwas in das Dashboard geraten ist, das dort nicht sein darf, zum Beispiel Namen. Datei und Werte "
        "sind danach weg, auch freigegebene, und lassen sich nicht zurückholen. Für alles andere genügt „Zurücknehmen“."
    )
    uploads = reads.uploads(here)
    present = uploads[uploads["state"] != PURGED] if len(uploads) else uploads
    if present.empty:
        st.caption("Es gibt keine Datei, die gelöscht werden könnte.")
        return
    options = {int(row["id"]): label(row) for _, row in present.iterrows()}
    chosen = st.selectbox(
        "Datei, die endgültig gelöscht werden soll", list(options), index=None, placeholder="Datei wählen",
        format_func=lambda identity: options.get(identity, ""), key="loeschen",
    )  # fmt: skip
    if chosen is None:
        return
    st.text_input("Grund (bleibt im Protokoll; bitte keine Namen)", key=REASON, max_chars=300)
    with st.popover("Endgültig löschen …", icon=":material/delete_forever:", key="loeschen_fragen"):
        st.markdown(
            f"**{escaped(options[chosen])}** wird endgültig gelöscht: die Datei, ihre Werte und Unterkünfte und die "
            "Antworten, die daraus gemerkt wurden. Es gelten wieder die Werte davor. Frühere Sicherungen enthalten sie "
            "noch."
        )
        st.button("Ja, endgültig löschen", type="primary", on_click=_purge_now, args=(chosen,), key="loeschen_ja")


def _purge_now(upload: int) -> None:
    reason = str(st.session_state.get(REASON) or "")
    catalogue = reads.catalogue()
    if act(lambda work: purging.purge(work, catalogue, upload, reason)):
        st.session_state[REASON] = ""


def _retention(here: Here) -> None:
    st.header("Wie lange Dateien aufbewahrt werden")
    st.markdown(
        "Danach wird die Datei entfernt; ihre Werte bleiben. Entfernt wird beim Start des Dashboards oder hier. Ein "
        "leeres Feld heißt: ohne Frist."
    )
    decided = evidence.retention_years(here)
    with st.form("aufbewahren"):
        with st.container(horizontal=True):
            for layout, title in retention.LAYOUTS.items():
                st.number_input(
                    f"{title} (Jahre)", min_value=1, max_value=retention.LONGEST, step=1, value=decided.get(layout),
                    placeholder="ohne Frist", key=f"{YEARS}{layout}", width=220,
                )  # fmt: skip
        st.form_submit_button("Fristen speichern", on_click=_keep)
    due = evidence.files_due(here)
    if not due:
        st.caption(NOTHING_DUE)
        return
    st.markdown(escaped(f"Fällig: {join([one.text for one in due])}."))
    st.button("Fällige Dateien jetzt entfernen", icon=":material/delete_sweep:", on_click=_remove, key="entfernen")


def _keep() -> None:
    state = st.session_state
    years = {layout: int(given) if (given := state.get(f"{YEARS}{layout}")) else None for layout in retention.LAYOUTS}
    act(lambda work: retention.keep_for(work, years))


def _remove() -> None:
    act(lambda work: retention.remove_due(work) or NOTHING_DUE)
