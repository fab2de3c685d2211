"""One table of a file to its content: the step that knows which layout is read by whom."""

from dataclasses import replace

import numpy as np

from dashboard.intake.checks import check_against_facilities, check_table
from dashboard.intake.checks_district import check_district
from dashboard.intake.checks_facilities import check_against_store, check_rows, check_totals
from dashboard.intake.checks_history import check_history
from dashboard.intake.content import Content
from dashboard.intake.context import Context
from dashboard.intake.facilities import read_facilities
from dashboard.intake.findings import Findings
from dashboard.intake.flat import read_flat
from dashboard.intake.mapping import Column, Mapped, map_columns
from dashboard.intake.personal_data import stop_personal_data
from dashboard.intake.proposal import Proposal
from dashboard.intake.recognition import Layout, Table, recognise
from dashboard.intake.redaction import without_flats
from dashboard.intake.wide import read_wide
from dashboard.tables import Grid

LATER: dict[Layout, tuple[str, str]] = {
    "long": (
        "eine lange Tabelle mit einer Zeile je Wert",
        "Bitte als breite Tabelle einreichen: eine Zeile je Ort und Zeitraum, eine Spalte je Kennzahl.",
    ),
    "classic": (
        "eine amtliche Tabelle mit mehrzeiligem Kopf",
        "Bitte bei der Quelle als „flache CSV“ (Flat-File, ffcsv) herunterladen und diese einreichen.",
    ),
}


def read_table(start: Proposal, grid: Grid, data: bytes, context: Context) -> Proposal:
    """Recognise and read one table; findings go to the context."""
    table = recognise(grid, context.catalogue)
    context.findings.add_remarks(grid.remarks)
    _say_what_is_no_data(table, context.findings)
    found = replace(
        start,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        layout=table.layout,
        why=(table.why,) if table.why else (),
    )
    mapped = _mapped(table, context)
    stop_personal_data(table, mapped.columns, context.catalogue, context.territory.towns(), context.findings)
    if any(finding.code == "personal-data" for finding in context.findings.close()):
        # Nothing else is said of such a file: what stands in it must not be repeated.
        only = [finding for finding in context.findings.close() if finding.code == "personal-data"]
        context.findings = Findings(only)
        return replace(found, content=Content(rows_read=len(table.cells)))
    found = replace(found, columns=mapped.columns)
    _say_what_has_no_header(table, grid, context.findings)
    if context.decisions.profile and table.layout in ("facilities", "wide"):
        reason = "Sie ist keine amtliche Tabelle, die mit einem Profil gelesen wird."
        facts = {"profile": context.decisions.profile, "reason": reason}
        context.findings.add("profile-mismatch", row=table.header_line, facts=facts)
    if not len(table.cells) and table.layout not in (None, "long", "classic"):
        context.findings.add("no-rows", row=table.header_line)
        return found
    found = _read(found, grid, data, mapped, context)
    context.findings.show_cells(table.headers, table.lines, table.cells)
    return found


def _read(found: Proposal, grid: Grid, data: bytes, mapped: Mapped, context: Context) -> Proposal:
    table, headers = mapped.table, {column.name: column.header for column in mapped.of_kind("indicator")}
    match table.layout:
        case "facilities":
            content, rows, totals = read_facilities(mapped, context)
            check_rows(rows, mapped, context)
            check_totals(rows, totals, mapped, context)
            if content.facilities is not None:
                check_against_store(content.facilities, mapped, context)
            kept = (
                without_flats(data, found.file_name, grid, mapped, content.flat_lines) if content.flat_lines else None
            )
            return replace(found, content=content, kept=kept)
        case "wide":
            content = read_wide(mapped, context)
            check_table(content, mapped, context)
            check_against_facilities(content.values, headers, context)
            check_district(content.values, headers, context)
            check_history(content.values, headers, context)
            return replace(found, content=content)
        case "flat":
            content, profile = read_flat(table, context)
            check_history(content.values, headers, context)
            return replace(found, content=content, profile=profile.id if profile else None)
        case "long" | "classic":
            what, advice = LATER[table.layout]
            context.findings.add("layout-later", row=table.header_line, facts={"what": what, "advice": advice})
        case _:
            context.findings.add("layout-unknown", row=table.header_line, facts={"reason": _reason(table)})
    return replace(found, content=Content(rows_read=len(table.cells)))


def _mapped(table: Table, context: Context) -> Mapped:
    if table.layout == "facilities" or table.layout == "wide":
        return map_columns(table, table.layout, context.catalogue, context.answers, context.findings)
    return Mapped(table, tuple(Column(position, header) for position, header in enumerate(table.headers)))


def _say_what_has_no_header(table: Table, grid: Grid, findings: Findings) -> None:
    """Columns without a name are not taken over; a row with more cells than the header is refused.

    It has probably been cut where it should not, and then all behind that place would be wrong.
    """
    if table.layout not in ("facilities", "wide", "flat"):
        return
    width = int(grid.widths[np.searchsorted(grid.lines, table.header_line)])
    for position, header in enumerate(table.headers[:width]):
        if not header and table.cells[position].ne("").any():
            column, facts = f"Spalte {position + 1}", {"number": position + 1}
            findings.add("column-unmatched/nameless", row=table.header_line, column=column, facts=facts)
    beyond = table.cells.iloc[:, width:]
    filled = np.zeros(len(beyond), dtype=np.bool_)
    for extra in beyond.columns:
        filled |= beyond[extra].ne("").to_numpy(dtype=bool)
    for row in filled.nonzero()[0].tolist():
        line = int(table.lines[row])
        count = int(grid.widths[np.searchsorted(grid.lines, line)])
        value = " ".join(text for text in beyond.iloc[row].tolist() if text)
        said = {"count": count, "width": width, "delimiter": grid.delimiter or ""}
        findings.add("row-too-long", row=line, value=value, facts=said)


def _reason(table: Table) -> str:
    named = [f"„{header}“" for header in table.headers if header][:6]
    if not named:
        return "Die Datei enthält keine Kopfzeile mit mehreren Spalten."
    return f"In Zeile {table.header_line} stehen {', '.join(named)}, darunter ist keine bekannte Spalte."


def _say_what_is_no_data(table: Table, findings: Findings) -> None:
    for code, texts in (("title-lines", table.titles), ("notes-below", table.notes)):
        if not texts:
            continue
        first, last = texts[0][0], texts[-1][0]
        lines = f"Zeile {first}" if first == last else f"Die Zeilen {first} bis {last}"
        shown = " / ".join(text for _, text in texts)
        facts = {
            "lines": lines,
            "was": "wurde" if first == last else "wurden",
            "text": shown if len(shown) <= 200 else f"{shown[:200]}…",
        }
        findings.add(code, row=first, facts=facts)
