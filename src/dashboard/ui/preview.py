"""What a file says before it is taken over: what was recognised, what is wrong with it, what it would change."""

import pandas as pd
import streamlit as st

from dashboard.exhibits.exhibit import signed_text
from dashboard.formats import join, number
from dashboard.intake.changes import STATES, UNCHANGED
from dashboard.intake.decisions import COLUMN, SHEET, question
from dashboard.intake.findings import Finding
from dashboard.intake.messages import Severity
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period
from dashboard.ui import deciding, reads, shown
from dashboard.ui.show import escaped, show_map
from dashboard.ui.uploads import LAYOUTS
from dashboard.ui.visit import Here

SHOWN_CHANGES = 500
LISTED = 6
"""Unknown columns that are named; the findings name them all."""
LONG_TABLE = 30
"""More findings than this stand in a table that scrolls by itself."""
SIGNS = {
    Severity.ERROR: (":material/error:", "Fehler"),
    Severity.WARNING: (":material/warning:", "Warnung"),
    Severity.INFO: (":material/info:", "Hinweis"),
}


def recognised(here: Here, proposal: Proposal) -> None:
    """What the file was taken for and why; every decision can be changed."""
    layout = LAYOUTS.get(str(proposal.layout), "nicht erkannt")
    parts = [f"**Erkannt: {layout}**"]
    if proposal.sheet:
        parts.append(f"Blatt „{escaped(proposal.sheet)}“")
    if proposal.period:
        parts.append(Period.of(proposal.period).label)
    if proposal.supplier:
        parts.append(f"Lieferant: {escaped(proposal.supplier)}")
    rows = proposal.content.rows_read
    parts.append(f"{number(rows)} {'Zeile' if rows == 1 else 'Zeilen'}")
    st.markdown(" · ".join(parts))
    for sentence in (_remembered(proposal), _not_taken(proposal)):
        if sentence:
            st.markdown(escaped(sentence))
    panel = st.expander("Woran das erkannt wurde, und ändern", icon=":material/tune:", key="erkannt", on_change="rerun")
    if panel.open:
        with panel:
            lines = [escaped(sentence) for sentence in proposal.why]
            for column in proposal.columns:
                if column.header:
                    meaning = column.title or "wird nicht übernommen"
                    lines.append(f"Spalte „{escaped(column.header)}“: {escaped(meaning)}")
            st.markdown("\n".join(f"- {line}" for line in lines))
            deciding.change(here, proposal)


def questions(proposal: Proposal) -> None:
    """Findings that an answer settles; the answer is remembered for this supplier when the file is taken over."""
    asked: set[str] = set()
    for finding in proposal.findings:
        about_sheet = finding.severity is Severity.INFO and finding.question.startswith(f"{SHEET}:")
        if finding.question and finding.question not in asked and not about_sheet:
            asked.add(finding.question)
            deciding.ask(finding.question, finding.message, tuple(finding.choices))


def findings(proposal: Proposal) -> None:
    """All that was found, errors first."""
    errors, warnings = len(proposal.errors), len(proposal.warnings)
    infos = [finding for finding in proposal.findings if finding.severity is Severity.INFO]
    if errors:
        answer = "Beantworten Sie die Rückfragen oben, oder berichtigen" if _asks(proposal) else "Berichtigen"
        st.error(
            f"{number(errors)} Fehler: So kann die Datei nicht übernommen werden. {answer} Sie die Stellen in der "
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
        with st.expander(
            f"{number(len(infos))} {'Hinweis' if len(infos) == 1 else 'Hinweise'}", icon=":material/info:"
        ):
            _finding_table(infos, "Hinweise")


def changes(here: Here, proposal: Proposal) -> None:
    """How many values are new, changed, unchanged and missing, and which; with errors nobody has counted them."""
    if proposal.errors:
        return
    found = proposal.changes
    counts = {
        "Neu": found.new,
        "Geändert": found.changed,
        "Unverändert": found.unchanged,
        "Fehlt in dieser Datei": found.missing,
    }
    st.markdown(" · ".join(f"{word}: **{number(count)}**" for word, count in counts.items()))
    table = found.table[found.table["state"] != UNCHANGED]
    if table.empty:
        return
    panel = st.expander("Was sich ändert", icon=":material/compare_arrows:", key="aenderungen", on_change="rerun")
    if panel.open:
        with panel:
            if len(table) > SHOWN_CHANGES:
                st.caption(f"Die ersten {SHOWN_CHANGES} von {number(len(table))} Zeilen.")
            rows = _change_table(here, table.head(SHOWN_CHANGES))
            st.dataframe(rows, hide_index=True, alt=f"{number(len(table))} Änderungen")
    places = st.expander("Auf der Karte", icon=":material/map:", key="aenderungskarte", on_change="rerun")
    if places.open:
        with places:
            show_map(shown.change_map(here, proposal))


def _remembered(proposal: Proposal) -> str:
    """What was decided for an earlier file and holds for this one too: nobody should have to guess it."""
    kept = proposal.remembered
    columns = {question(COLUMN, column.header): column for column in proposal.columns if column.header}
    said = [
        f"Spalte „{column.header}“ ist „{column.title}“" if column.title else f"Spalte „{column.header}“ fällt weg"
        for key, column in columns.items()
        if key in kept
    ]
    more = len(kept) - len(said)
    if more:
        said.append(f"{number(more)} {'weitere Antwort' if more == 1 else 'weitere Antworten'}")
    return f"Gemerkt für „{proposal.supplier}“: {join(said)}." if said else ""


def _not_taken(proposal: Proposal) -> str:
    """Columns that are left out because nobody has said what they are."""
    headers = {column.header for column in proposal.columns if column.header}
    found = [
        f"„{finding.column}“"
        for finding in proposal.findings
        if finding.code == "column-unmatched" and not finding.question and finding.column in headers
        and question(COLUMN, finding.column or "") not in proposal.answers
    ]  # fmt: skip
    if not found:
        return ""
    listed = found if len(found) <= LISTED else [*found[:LISTED], f"{number(len(found) - LISTED)} weitere"]
    return (
        f"Nicht bekannt und nicht übernommen: {join(listed)}. Was eine Spalte bedeutet, sagen Sie unter „Woran das "
        "erkannt wurde, und ändern“."
    )


def _asks(proposal: Proposal) -> bool:
    return any(finding.question for finding in proposal.errors)


def _finding_table(some: list[Finding], title: str) -> None:
    rows = pd.DataFrame(
        {
            "Art": [SIGNS[finding.severity][1] for finding in some],
            "Zeile": ["" if finding.row is None else str(finding.row) for finding in some],
            "Spalte": [finding.column or "" for finding in some],
            "Inhalt": [finding.value or "" for finding in some],
            "Was zu tun ist": [finding.message for finding in some],
        }
    )
    if len(rows) > LONG_TABLE:
        st.dataframe(rows, hide_index=True, alt=f"{title}: {len(rows)} Zeilen")
    else:
        st.table(rows.map(escaped), hide_index=True, border="horizontal", alt=f"{title}: {len(rows)} Zeilen")


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
