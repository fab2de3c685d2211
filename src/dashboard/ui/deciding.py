"""What a person decides about a file: who sent it, how it is to be read, what its columns and words mean."""

from typing import Any

import streamlit as st

from dashboard.intake import mapping
from dashboard.intake.decisions import COLUMN, NOT_TAKEN, NUMBERS, PLACE, Decisions, question
from dashboard.intake.findings import Choice
from dashboard.intake.numbers import CONVENTIONS
from dashboard.intake.proposal import Proposal
from dashboard.ui import checking, reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

SUPPLIER, PERIOD, COMPLETE = "lieferant", "zeitraum", "vollstaendig"
SHEET, HEADER_ROW, DELIMITER = "blatt", "kopfzeile", "trennzeichen"
ANSWERS = "antwort:"
"""Beginning of the keys under which answers stand; the rest is the question."""
DELIMITERS = {";": "Semikolon ( ; )", ",": "Komma ( , )", "\t": "Tabulator", "|": "senkrechter Strich ( | )"}
AS_FOUND = "wie erkannt"


def details() -> None:
    """What can be said of a file before it is looked at."""
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


def decisions() -> Decisions:
    """All that is decided now; raises PeriodInvalid for a period that is none."""
    state = st.session_state
    period = str(state.get(PERIOD) or "").strip()
    given = {key.removeprefix(ANSWERS): state[key] for key in answer_keys()}
    row = state.get(HEADER_ROW)
    return Decisions(
        period=checking.period_of(period) if period else None,
        supplier=str(state.get(SUPPLIER) or "").strip(),
        answers=given,
        complete=bool(state.get(COMPLETE)),
        delimiter=_chosen(DELIMITER),
        sheet=_chosen(SHEET),
        header_row=int(row) if isinstance(row, int) and row > 0 else None,
    )


def answer_keys() -> list[str]:
    """Keys of the session under which an answer stands."""
    state = st.session_state
    return [str(key) for key in state if str(key).startswith(ANSWERS) and isinstance(state[key], str)]


def forget() -> None:
    """Let go of all that was decided about one file."""
    for key in [*answer_keys(), SHEET, HEADER_ROW, DELIMITER]:
        st.session_state.pop(key, None)


def ask(finding_question: str, message: str, choices: tuple[Choice, ...]) -> None:
    """One question that the file leaves open."""
    labels = {choice.answer: choice.label for choice in choices}
    st.selectbox(
        escaped(f"Rückfrage: {message}"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=f"{ANSWERS}{finding_question}",
        placeholder="Bitte wählen",
        persist_state="session",
    )


def change(here: Here, proposal: Proposal) -> None:
    """Everything that was recognised, each with the means to change it."""
    asked = {finding.question for finding in proposal.findings if finding.question}
    with st.container(horizontal=True):
        if len(proposal.sheets) > 1:
            _select("Tabellenblatt", SHEET, {name: name for name in proposal.sheets})
        if proposal.delimiter is not None:
            _select("Trennzeichen", DELIMITER, DELIMITERS)
        st.number_input(
            "Kopfzeile in Zeile", min_value=0, max_value=2000, value=0, step=1, key=HEADER_ROW,
            persist_state="session", help="0 heißt: wie erkannt.",
        )  # fmt: skip
    headers = [column.header for column in proposal.columns if column.header]
    with st.container(horizontal=True):
        _pick("Spalte", headers, "spalte")
        header = st.session_state.get("spalte")
        if header in headers:
            if question(COLUMN, header) not in asked:
                _select(f"Bedeutung von „{header}“", f"{ANSWERS}{question(COLUMN, header)}", _meanings(proposal))
            if question(NUMBERS, header) not in asked:
                spelled = {str(convention): example for convention, example in CONVENTIONS.items()}
                _select("Zahlen darin", f"{ANSWERS}{question(NUMBERS, header)}", spelled)
    texts = [text for text, _ in proposal.places]
    if texts:
        with st.container(horizontal=True):
            _pick("Ort in der Datei", texts, "ortstext")
            text = st.session_state.get("ortstext")
            if text in texts and question(PLACE, text) not in asked:
                _select(f"Gemeint mit „{text}“", f"{ANSWERS}{question(PLACE, text)}", _places(here))


def _meanings(proposal: Proposal) -> dict[str, str]:
    catalogue = reads.catalogue()
    if proposal.layout == "facilities":
        columns = {column.name: column.title for column in catalogue.vocabulary.facilities}
        return {NOT_TAKEN: "nicht übernehmen", **columns}
    return {choice.answer: choice.label for choice in mapping.everything(catalogue)}


def _places(here: Here) -> dict[str, str]:
    named = reads.places(here)
    return dict(zip(named["area"], named["name"] + " (" + named["area"] + ")", strict=True))


def _select(label: str, key: str, labels: dict[str, str]) -> None:
    st.selectbox(
        escaped(label), list(labels), index=None, format_func=labels.__getitem__, key=key, placeholder=AS_FOUND,
        persist_state="session",
    )  # fmt: skip


def _pick(label: str, options: list[str], key: str) -> None:
    unique = list(dict.fromkeys(options))
    st.selectbox(f"{label} ändern", unique, index=None, key=key, placeholder=f"{label} wählen", persist_state="session")


def _chosen(key: str) -> str | None:
    found: Any = st.session_state.get(key)
    return found if isinstance(found, str) and found else None
