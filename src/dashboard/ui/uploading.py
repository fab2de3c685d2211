"""Handing a table in: choose the file, see what was recognised and what is wrong, answer, take over."""

import pandas as pd
import streamlit as st

from dashboard.errors import UserError
from dashboard.exhibits.exhibit import signed_text
from dashboard.formats import number
from dashboard.intake import commands
from dashboard.intake.changes import STATES, UNCHANGED
from dashboard.intake.decisions import Decisions
from dashboard.intake.findings import Finding
from dashboard.intake.messages import Severity
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period
from dashboard.ui import checking, filters, reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.uploads import LAYOUTS
from dashboard.ui.visit import Here

FILE, SUPPLIER, PERIOD, COMPLETE, TICK = "datei", "lieferant", "zeitraum", "vollstaendig", "gesehen"
ROUND = "einreichung"
"""Counts the files taken over in this tab: a new round is a new, empty upload box."""
ANSWERS = "antwort:"
SHOWN_CHANGES = 500
SIGNS = {
    Severity.ERROR: (":material/error:", "Fehler"),
    Severity.WARNING: (":material/warning:", "Warnung"),
    Severity.INFO: (":material/info:", "Hinweis"),
}


def panel(here: Here) -> None:
    """The whole way of one file."""
    st.markdown(
        "Ziehen Sie eine CSV-Datei in das Feld oder wählen Sie sie aus. Sie wird zuerst geprüft; **gespeichert wird "
        "erst, wenn Sie sie übernehmen**. Höchstens 50 MB."
    )
    file = st.file_uploader("Tabelle (CSV)", key=f"{FILE}{_round()}", accept_multiple_files=False)
    with st.expander("Angaben zur Datei (nur wenn nötig)", icon=":material/tune:"):
        _details()
    if file is None:
        return
    data = file.getvalue()
    try:
        proposal = checking.propose(here, data, file.name, _decisions())
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    _recognised(proposal)
    _questions(proposal)
    _findings(proposal)
    _changes(here, proposal)
    _taking_over(here, proposal, data)


def _details() -> None:
    st.text_input(
        "Lieferant", key=SUPPLIER, max_chars=200, placeholder="zum Beispiel Gemeinde Vechelde",
        help="Wer die Tabelle geschickt hat. Antworten auf Rückfragen werden je Lieferant gemerkt.",
    )  # fmt: skip
    st.text_input(
        "Zeitraum", key=PERIOD, max_chars=40, placeholder="zum Beispiel 3. Quartal 2026",
        help="Nur nötig, wenn er nicht in der Tabelle steht.",
    )  # fmt: skip
    st.checkbox(
        "Die Datei ist vollständig: Was derselbe Lieferant vorher gemeldet hat und hier fehlt, endet", key=COMPLETE
    )


def _decisions() -> Decisions:
    state = st.session_state
    period = str(state.get(PERIOD) or "").strip()
    given = {str(key).removeprefix(ANSWERS): value for key, value in state.items() if _is_answer(key, value)}
    return Decisions(
        period=checking.period_of(period) if period else None,
        supplier=str(state.get(SUPPLIER) or "").strip(),
        answers=given,
        complete=bool(state.get(COMPLETE)),
    )


def _is_answer(key: object, value: object) -> bool:
    return isinstance(key, str) and key.startswith(ANSWERS) and isinstance(value, str)


def _recognised(proposal: Proposal) -> None:
    layout = LAYOUTS.get(str(proposal.layout), "nicht erkannt")
    parts = [f"**Erkannt: {layout}**"]
    if proposal.period:
        parts.append(Period.of(proposal.period).label)
    if proposal.supplier:
        parts.append(f"Lieferant: {escaped(proposal.supplier)}")
    parts.append(f"{number(proposal.content.rows_read)} Zeilen")
    st.markdown(" · ".join(parts))
    with st.expander("Woran das erkannt wurde", icon=":material/search:"):
        for sentence in proposal.why:
            st.markdown(f"- {escaped(sentence)}")
        for column in proposal.columns:
            meaning = column.title or "wird nicht übernommen"
            st.markdown(f"- Spalte „{escaped(column.header)}“: {escaped(meaning)}")


def _questions(proposal: Proposal) -> None:
    """Findings that an answer settles; the answer is remembered for this supplier when the file is taken over."""
    asked: set[str] = set()
    for finding in proposal.findings:
        if not finding.question or finding.question in asked:
            continue
        asked.add(finding.question)
        labels = {choice.answer: choice.label for choice in finding.choices}
        st.selectbox(
            f"Rückfrage: {finding.message}",
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            key=f"{ANSWERS}{finding.question}",
            placeholder="Bitte wählen",
            persist_state="session",
        )


def _findings(proposal: Proposal) -> None:
    errors, warnings = len(proposal.errors), len(proposal.warnings)
    infos = len(proposal.findings) - errors - warnings
    if errors:
        st.error(
            f"{number(errors)} Fehler: So kann die Datei nicht übernommen werden. Berichtigen Sie die Stellen in der "
            "Datei und laden Sie sie noch einmal hoch.",
            icon=":material/error:",
        )
    elif warnings:
        st.warning(
            f"{number(warnings)} {'Warnung' if warnings == 1 else 'Warnungen'}: Bitte ansehen und dann bestätigen.",
            icon=":material/warning:",
        )
    else:
        st.success("Keine Fehler und keine Warnungen.", icon=":material/check_circle:")
    serious = [finding for finding in proposal.findings if finding.severity is not Severity.INFO]
    if serious:
        _finding_table(serious, "Fehler und Warnungen")
    if infos:
        with st.expander(f"{number(infos)} Hinweise", icon=":material/info:"):
            _finding_table([f for f in proposal.findings if f.severity is Severity.INFO], "Hinweise")


def _finding_table(findings: list[Finding], title: str) -> None:
    rows = pd.DataFrame(
        {
            "Art": [SIGNS[finding.severity][1] for finding in findings],
            "Zeile": ["" if finding.row is None else str(finding.row) for finding in findings],
            "Spalte": [finding.column or "" for finding in findings],
            "Inhalt": [finding.value or "" for finding in findings],
            "Was zu tun ist": [finding.message for finding in findings],
        }
    )
    if len(rows) > 30:
        st.dataframe(rows, hide_index=True, alt=f"{title}: {len(rows)} Zeilen")
    else:
        st.table(rows.map(escaped), hide_index=True, border="horizontal", alt=f"{title}: {len(rows)} Zeilen")


def _changes(here: Here, proposal: Proposal) -> None:
    changes = proposal.changes
    counts = {
        "Neu": changes.new,
        "Geändert": changes.changed,
        "Unverändert": changes.unchanged,
        "Fehlt in dieser Datei": changes.missing,
    }
    st.markdown(" · ".join(f"{word}: **{number(count)}**" for word, count in counts.items()))
    table = changes.table[changes.table["state"] != UNCHANGED]
    if table.empty:
        return
    panel = st.expander("Was sich ändert", icon=":material/compare_arrows:", key="aenderungen", on_change="rerun")
    if panel.open:
        with panel:
            if len(table) > SHOWN_CHANGES:
                st.caption(f"Die ersten {SHOWN_CHANGES} von {number(len(table))} Zeilen.")
            rows = _change_table(here, table.head(SHOWN_CHANGES))
            st.dataframe(rows, hide_index=True, alt=f"{number(len(table))} Änderungen")


def _change_table(here: Here, table: pd.DataFrame) -> pd.DataFrame:
    named = reads.places(here)
    names = dict(zip(named["area"], named["name"], strict=True))
    indicators = reads.catalogue().indicators
    return pd.DataFrame(
        {
            "Was": [STATES[state] for state in table["state"]],
            "Ort": [names.get(area, area) for area in table["area"]],
            "Unterkunft": table["subject"].tolist(),
            "Kennzahl": [indicators[code].short if code in indicators else code for code in table["indicator"]],
            "Gliederung": table["breakdown"].tolist(),
            "Zeitraum": [Period.of(code).label for code in table["period"]],
            "Bisher": _texts(table["old"], table["old_sign"]),
            "Neu": _texts(table["value"], table["sign"]),
        }
    )


def _texts(values: "pd.Series[float]", signs: "pd.Series[str]") -> list[str]:
    texts = []
    for value, sign in zip(values.tolist(), signs.tolist(), strict=True):
        absent = value is None or pd.isna(value)
        texts.append(signed_text(None if absent else number(value, 0 if value == int(value) else 2), sign or ""))
    return texts


def _taking_over(here: Here, proposal: Proposal, data: bytes) -> None:
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
    if not act(lambda work: commands.take_over(work, proposal, data).sentence):
        return
    state = st.session_state
    state[ROUND] = _round() + 1
    for key in [key for key in state if _is_answer(key, state[key])]:
        del state[key]
    if proposal.period:
        state[filters.QUARTER] = proposal.period


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))
