"""Templates to download: for whom, which table, for when. The file is made only when somebody asks for it."""

from collections.abc import Callable

import streamlit as st

from dashboard.errors import UserError
from dashboard.intake.brought import FACILITIES
from dashboard.intake.template_choice import EVERYTHING, Choice, template_of
from dashboard.intake.template_workbook import xlsx
from dashboard.intake.templates import Shape, Template, fillable
from dashboard.periods import Frequency, Period
from dashboard.ui import quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

SUPPLIER, TABLE, WHEN, SHAPE, FIGURES = (
    "vorlage_lieferant", "vorlage_tabelle", "vorlage_zeitraum", "vorlage_form", "vorlage_zahlen",
)  # fmt: skip
SHAPES: dict[Shape, str] = {"wide": "eine Spalte je Kennzahl", "long": "eine Zeile je Wert"}
MADE: Kept[Template] = Kept(32)
"""Templates that were asked for, by data version, circle and choice."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def panel(here: Here) -> None:
    """Choose, see what is in it, download."""
    period = quarters.worked_on(here)
    st.header("Vorlagen")
    st.markdown(
        "Eine Tabelle zum Ausfüllen, in der Orte und Unterkünfte schon stehen. Ausgefüllt lässt sie sich unverändert "
        "einreichen. Geben Sie jede nur an den weiter, von dem die Angaben stammen."
    )
    choice = _choice(here, period)
    try:
        template = _template(here, choice)
    except UserError as error:
        st.info(escaped(str(error)), icon=":material/info:")
        return
    filled = len(template.rows)
    kind = "Unterkunft" if choice.table == FACILITIES else "Zeile"
    words = f"{filled} {kind if filled == 1 else {'Unterkunft': 'Unterkünfte', 'Zeile': 'Zeilen'}[kind]}"
    if filled:
        st.markdown(f"**{escaped(template.title)}**: {words}, {len(template.columns)} Spalten.")
    else:
        st.markdown(
            f"**{escaped(template.title)}**: Es ist noch keine Unterkunft bekannt. Die Vorlage hat die Spalten und die "
            "Orte zur Auswahl, die Zeilen sind leer."
        )
    with st.container(horizontal=True):
        _download("Als Excel-Datei", template, "xlsx", WORKBOOK, xlsx)
        _download("Als CSV-Datei", template, "csv", "text/csv", Template.csv)
    with st.expander("Was in der Vorlage erklärt wird", icon=":material/help:"):
        st.markdown("\n".join(f"- {escaped(' '.join(hint.split()))}" for hint in template.hints))


def _choice(here: Here, quarter: Period) -> Choice:
    titles = reads.tables(here)
    sent = reads.brought_before(here, quarter)
    suppliers = sorted({one.supplier for one in reads.expected(here)} | {row.supplier for row in sent} - {""})
    if st.session_state.get(SUPPLIER) not in (None, *suppliers):
        del st.session_state[SUPPLIER]
    supplier = st.selectbox(
        "Für wen", suppliers, index=None, key=SUPPLIER, placeholder="alle Orte des Landkreises",
        help="Dann stehen nur die Orte und Kennzahlen darin, die dieser Lieferant zuletzt geschickt hat.",
    )  # fmt: skip
    options = {**titles, EVERYTHING: "alle Kennzahlen in einer Tabelle"}
    table = st.selectbox(
        "Welche Tabelle", list(options), format_func=options.__getitem__, key=TABLE, filter_mode=None,
        persist_state="session",
    )  # fmt: skip
    period, shape = quarter, "wide"
    if table != FACILITIES:
        period, shape = _when(quarter, str(table)), _shape()
    figures = st.checkbox(
        "Mit den Zahlen des Zeitraums davor, zum Überschreiben", key=FIGURES,
        help="Bequem, aber was niemand überschreibt, wird wieder eingereicht. Ohne Haken bleiben die Zahlen leer.",
    )  # fmt: skip
    return Choice(period, str(table), supplier or "", figures, "long" if shape == "long" else "wide")


def _when(quarter: Period, table: str) -> Period:
    """The quarter, or a year where the table has yearly figures."""
    year = Period.containing(quarter.last, Frequency.YEAR)
    codes = [
        period.code
        for period in (quarter, year, year.previous())
        if any(table in (EVERYTHING, one.field) for one in fillable(reads.catalogue(), period))
    ]
    if len(codes) < 2:
        return Period.of(codes[0]) if codes else quarter
    if st.session_state.get(WHEN) not in (None, *codes):
        del st.session_state[WHEN]
    chosen = st.radio("Zahlen für", codes, format_func=lambda code: Period.of(code).label, key=WHEN, horizontal=True)
    return Period.of(str(chosen))


def _shape() -> str:
    return str(st.radio("Form", list(SHAPES), format_func=SHAPES.__getitem__, key=SHAPE, horizontal=True))


def _template(here: Here, choice: Choice) -> Template:
    versions = (here.version("figures"), here.version("settings"))
    key = (reads.url(), *versions, here.circle, here.actor.role, here.actor.sees_protected, choice)
    return MADE.get(key, lambda: _made(here, choice))


def _made(here: Here, choice: Choice) -> Template:
    with store().reading() as session:
        return template_of(session, here.actor, reads.catalogue(), choice)


def _download(label: str, template: Template, ending: str, mime: str, write: Callable[[Template], bytes]) -> None:
    st.download_button(
        label,
        lambda: write(template),
        file_name=f"Vorlage_{template.key}.{ending}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"vorlage-{ending}",
    )
