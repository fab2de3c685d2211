"""What has to be said of a sheet beside its cells: hidden parts, formulas, dates that may be none."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.tables.cell_names import letters, listed, spans
from dashboard.tables.grid import Remark

if TYPE_CHECKING:
    from dashboard.tables.sheet import Places, Sheet

_DATE = r"^\d{2}\.\d{2}\.\d{4}( \d{2}:\d{2})?$"
_NUMBER = r"^[-+]?[0-9][0-9., ]*%?$"


def of(sheet: "Sheet", frame: pd.DataFrame, first: int) -> list[Remark]:
    """All remarks; `frame` holds the texts of the sheet from its column `first` on, merged cells not yet filled."""
    where = f"Im Blatt „{sheet.name}“"
    found = [
        (
            "formula-without-value",
            sheet.unvalued,
            "stehen Formeln, zu denen kein Ergebnis gespeichert ist: {cells}. Formeln werden nicht gerechnet; bitte "
            "die Mappe in Excel öffnen, speichern und noch einmal einreichen.",
        ),
        (
            "formulas-stored",
            sheet.formulas,
            "stehen Formeln: {cells}. Gelesen wurden die gespeicherten Ergebnisse, gerechnet wurde nichts.",
        ),
        (
            "number-scaled",
            sheet.scaled,
            "zeigt das Zahlenformat Tausend oder Millionen, gespeichert sind die vollen Zahlen: {cells}. Gelesen "
            "wurden die gespeicherten Zahlen; bitte prüfen, ob das zur Spalte passt.",
        ),
        (
            "number-rounded",
            sheet.rounded,
            "haben Zahlen mehr Nachkommastellen, als die Zellen zeigen: {cells}. Gelesen wurde, was dort zu sehen ist "
            f"(zuerst {sheet.rounded_example}).",
        ),
        (
            "date-without-year",
            sheet.yearless,
            "stehen Datumsangaben, die ohne Jahr gezeigt werden: {cells}. Oft macht Excel sie aus Eingaben wie „3-4“; "
            "gelesen wurde das gespeicherte Datum. Bitte prüfen und solche Zellen als Text formatieren.",
        ),
    ]
    return [
        *_hidden(sheet, where, len(frame.columns), first),
        *[
            Remark(
                code,
                f"{where} {text.format(cells=listed(places.names, places.count))}",
                places.line,
                places.spans(first),
            )
            for code, places, text in found
            if places.count
        ],
        *[
            Remark(
                "date-among-numbers",
                f"{where} steht in der Spalte {letters(column)} zwischen Zahlen ein Datum: "
                f"{listed(places.names, places.count)}. Vermutlich hat Excel eine Eingabe umgewandelt; als Zahl gilt "
                "es nicht. Bitte die gemeinte Zahl eintragen.",
                places.line,
                places.spans(first),
            )
            for column, places in sorted(sheet.dates.items())
            if _is_of_numbers(frame[column - first], places)
        ],
    ]


def _hidden(sheet: "Sheet", where: str, width: int, first: int) -> list[Remark]:
    remarks = []
    if sheet.hidden:
        remarks.append(Remark("sheet-hidden", f"Das Blatt „{sheet.name}“ ist ausgeblendet; gelesen wurde es trotzdem."))
    is_hidden = np.zeros(width, np.bool_)
    for start, end in sheet.hidden_columns:
        is_hidden[max(start - first, 0) : max(end + 1 - first, 0)] = True
    columns = (np.flatnonzero(is_hidden) + first).tolist()
    if columns:
        names = ", ".join(letters(column) for column in columns[:20]) + (" …" if len(columns) > 20 else "")
        remarks.append(
            Remark("columns-hidden", f"{where} sind Spalten ausgeblendet: {names}. Gelesen wurden sie trotzdem.")
        )
    if sheet.hidden_lines:
        named = spans(sheet.hidden_lines)
        names = ", ".join(named[:10]) + (" …" if len(named) > 10 else "")
        message = (
            f"{where} sind Zeilen mit Inhalt ausgeblendet (Anzahl: {len(sheet.hidden_lines)}): {names}. "
            "Gelesen wurden sie trotzdem."
        )
        remarks.append(Remark("rows-hidden", message, sheet.hidden_lines[0]))
    return remarks


def _is_of_numbers(column: "pd.Series[str]", dates: "Places") -> bool:
    is_number = column.str.match(_NUMBER) & ~column.str.match(_DATE)
    return int(is_number.sum()) > dates.count
