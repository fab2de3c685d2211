"""One table of a file to its content: the step that knows which layout is read by whom."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from dashboard.catalogue.profiles import Profile
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile
from dashboard.intake.checks import check_against_facilities, check_table
from dashboard.intake.checks_district import check_district
from dashboard.intake.checks_facilities import check_against_store, check_rows, check_totals
from dashboard.intake.checks_history import check_history
from dashboard.intake.checks_places import check_places, check_reporting_places
from dashboard.intake.classic import read_classic
from dashboard.intake.classic_columns import by_profile, classic_names
from dashboard.intake.column_contents import refuse_open_texts, with_contents
from dashboard.intake.content import Content
from dashboard.intake.context import Context
from dashboard.intake.facilities import read_facilities
from dashboard.intake.findings import Findings
from dashboard.intake.flat import read_flat
from dashboard.intake.header_block import own_period
from dashboard.intake.long import as_breakdowns, read_long
from dashboard.intake.mapping import Column, Mapped, map_columns
from dashboard.intake.proposal import Proposal
from dashboard.intake.recognition import Table
from dashboard.intake.redaction import without_flats
from dashboard.intake.remarks import say_remarks
from dashboard.intake.sheets import choose, look_at, personal_data, without_choices
from dashboard.intake.wide import read_wide
from dashboard.tables import Grid


def read_table(start: Proposal, grids: Sequence[Grid], data: bytes, context: Context) -> Proposal:
    """Choose, recognise and read one table of a file; findings go to the context."""
    tables = look_at(grids, context)
    grids, offered = without_choices(grids, tables, context)
    chosen = choose(grids, offered, context)
    stopped = personal_data(tables if chosen.table in tables else [*tables, chosen.table], context)
    if stopped.has_errors:
        # Nothing else is said of such a file: what stands in it must not be repeated.
        context.findings = stopped
        return replace(start, layout=chosen.table.layout, content=Content(rows_read=len(chosen.table.cells)))
    grid, table = chosen.grid, chosen.table
    _say_what_is_no_data(table, context.findings)
    found = replace(
        start,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sheets=tuple(one.sheet for one in grids if one.sheet is not None),
        layout=table.layout,
        why=(table.why,) if table.why else (),
    )
    profile = _profile(table, found.file_name, context)
    mapped = _mapped(table, profile, context)
    say_remarks(grid.remarks, mapped, context.catalogue, context.findings)
    found = replace(found, columns=mapped.columns, profile=profile.id if profile else None)
    _say_what_has_no_header(table, grid, context.findings)
    if context.decisions.profile and profile is None and table.layout != "flat":
        named = context.decisions.profile
        reason = "Sie ist keine amtliche Tabelle, die mit diesem Profil gelesen wird."
        facts = {"profile": named, "reason": reason}
        context.findings.add("profile-mismatch", row=table.header_line, facts=facts)
    if not len(table.cells) and table.layout is not None:
        context.findings.add("no-rows", row=table.header_line)
        return found
    found = replace(_read(found, grid, data, mapped, profile, context), places=tuple(context.places.items()))
    context.findings.show_cells(table.headers, table.lines, table.cells)
    return found


def _profile(table: Table, name: str, context: Context) -> Profile | None:
    """The profile of a classic or long table, given or recognised; flat ones are found where they are read."""
    wanted = context.catalogue.profiles.get(context.decisions.profile)
    if table.layout == "classic":
        found = wanted or context.catalogue.classic_profile(classic_names(table))
        return found if isinstance(found, ClassicProfile) else None
    if table.layout == "long":
        found = wanted or context.catalogue.long_profile(table.headers, name)
        return found if isinstance(found, LongProfile) else None
    return None


def _read(
    found: Proposal, grid: Grid, data: bytes, mapped: Mapped, profile: Profile | None, context: Context
) -> Proposal:
    table, headers = mapped.table, {column.name: column.header for column in mapped.of_kind("indicator")}
    match table.layout:
        case "facilities":
            content, rows, totals = read_facilities(mapped, context)
            check_rows(rows, mapped, context)
            check_totals(rows, totals, mapped, context)
            if content.facilities is not None:
                check_against_store(content.facilities, mapped, context)
                check_reporting_places(content.facilities, _supplier(content, context), context)
            kept = (
                without_flats(data, found.file_name, grid, mapped, content.flat_lines) if content.flat_lines else None
            )
            return replace(found, content=content, kept=kept)
        case "wide" | "long":
            content = _values(mapped, profile, context)
            check_table(content, mapped, context)
            # With categories only the values without them are comparable with what is known from elsewhere.
            whole = content.values[content.values["breakdown"].eq(0)]
            check_against_facilities(whole, headers, context)
            check_district(whole, headers, context)
            check_history(whole, headers, context)
            if profile is None:
                check_places(content.values, headers, _supplier(content, context), context)
            return replace(found, content=content)
        case "flat":
            content, flat_profile = read_flat(table, context)
            check_history(content.values, headers, context)
            return replace(found, content=content, profile=flat_profile.id if flat_profile else None)
        case "classic":
            content = read_classic(mapped, context, profile if isinstance(profile, ClassicProfile) else None)
            check_history(content.values, headers, context)
            return replace(found, content=content)
        case _:
            context.findings.add("layout-unknown", row=table.header_line, facts={"reason": _reason(table)})
    return replace(found, content=Content(rows_read=len(table.cells)))


def _supplier(content: Content, context: Context) -> str:
    """Who sent the file: as said, else as it tells itself."""
    return context.decisions.supplier or content.source[:200]


def _values(mapped: Mapped, profile: Profile | None, context: Context) -> Content:
    """Values of a wide or long table; a wide one with categories, or with periods over its columns, is read like a
    classic one of a supplier."""
    if mapped.table.layout == "long":
        return read_long(mapped, context, profile if isinstance(profile, LongProfile) else None)
    parts = mapped.table.parts
    periods = bool(parts) and any(own_period(parts[column.position]) for column in mapped.of_kind("indicator"))
    by_hand = periods or mapped.of_kind("dimension") or (parts and not mapped.of_kind("place"))
    if by_hand:
        return read_classic(mapped, context)
    if parts:
        refuse_open_texts(mapped, context)
    return read_wide(mapped, context)


def _mapped(table: Table, profile: Profile | None, context: Context) -> Mapped:
    if isinstance(profile, ClassicProfile):
        return by_profile(table, profile, context)
    if table.layout == "flat" or table.layout == "directory":
        return Mapped(table, tuple(Column(position, header) for position, header in enumerate(table.headers)))
    # Where nothing is known, it is asked what each column could be, and the answers make it a table.
    layout = table.layout or "classic"
    more = None
    if layout == "long":
        more = partial(as_breakdowns, context=context)
    elif table.parts and table.layout is not None:
        more = partial(with_contents, context=context)
    return map_columns(table, layout, context.catalogue, context.answers, context.findings, more)


def _say_what_has_no_header(table: Table, grid: Grid, findings: Findings) -> None:
    """Columns without a name are not taken over; a row with more cells than the header is refused.

    It has probably been cut where it should not, and then all behind that place would be wrong.
    """
    if table.layout not in ("facilities", "wide", "flat", "long") or table.parts:
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
    named = [f"„{header}“" for at, header in enumerate(table.headers) if not table.is_nameless(at)][:6]
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
