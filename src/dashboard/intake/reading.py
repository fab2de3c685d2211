"""From the bytes of a file to a proposal: recognise, map, read, check, compare. Nothing is written."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography.directory import is_directory
from dashboard.intake import changes as compare
from dashboard.intake.changes import Changes
from dashboard.intake.changes_facilities import compare_facilities, hold
from dashboard.intake.content import Content
from dashboard.intake.context import Context, Territory
from dashboard.intake.decisions import DELIMITER, WHOLE_FILE, Answers, Decisions, as_text, question, remembered
from dashboard.intake.directory import read_directory
from dashboard.intake.findings import Findings
from dashboard.intake.known import say_known
from dashboard.intake.layouts import read_table
from dashboard.intake.proposal import Proposal
from dashboard.intake.recognition import LAYOUT_TITLES
from dashboard.intake.unfit_answers import say_unfit
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from dashboard.tables import Grid
from dashboard.tables import read as read_tables

LONGEST_NAME = 300


def propose(
    session: Session,
    actor: Actor,
    data: bytes,
    name: str,
    *,
    catalogue: Catalogue,
    period: Period | None = None,
    profile: str | None = None,
    supplier: str | None = None,
    answers: Mapping[str, str] | None = None,
    complete: bool = False,
    delimiter: str | None = None,
    encoding: str | None = None,
    inhabitants_date: date | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    on_step: Callable[[str], None] | None = None,
) -> Proposal:
    """Read and check a file, and say what taking it over would change.

    ``answers`` settle questions of an earlier proposal's findings (question -> answer). ``sheet`` names the sheet of a
    workbook, ``header_row`` the row of the file that is its header (0: there is none). ``on_step`` is told in German
    what comes next. Raises NotAllowed, NotFound
    where no district is set up, and FileUnusable for what is no table at all.
    """
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    given = Decisions(
        period=period,
        profile=profile or "",
        supplier=(supplier or "").strip()[:200],
        answers=answers or {},
        complete=complete,
        delimiter=delimiter,
        encoding=encoding,
        inhabitants_date=inhabitants_date,
        sheet=sheet,
        header_row=header_row,
    )
    territory = Territory(session)
    context = Context(session, catalogue, territory, given, Answers.of(given.answers, _memory(session, given.supplier)))
    say = on_step or (lambda step: None)
    say("Die Datei wird gelesen und geprüft")
    found = _read(data, _clean(name), context)
    if not given.supplier and found.supplier:
        # Who the supplier is shows only once the file has been read; what they were asked before may read it better.
        memory = _memory(session, found.supplier)
        if memory.keys() - context.answers.used.keys():
            context = Context(session, catalogue, territory, given, Answers.of(given.answers, memory))
            say("Die Datei wird mit den gemerkten Angaben noch einmal gelesen")
            found = _read(data, _clean(name), context)
    say("Die Werte werden mit den gespeicherten verglichen")
    return _compared(found, context)


def _memory(session: Session, supplier: str) -> dict[str, str]:
    return remembered(session, supplier) if supplier else {}


def _read(data: bytes, name: str, context: Context) -> Proposal:
    """The proposal as far as the file alone decides it; findings stay in the context."""
    start = Proposal(name, hashlib.sha256(data).hexdigest(), len(data), decisions=context.decisions)
    if is_directory(data):
        content = read_directory(data, name, context)
        why = (f"Erkannt als {LAYOUT_TITLES['directory']} an der ersten Zeile.",)
        found = replace(start, layout="directory", content=content, why=why)
    else:
        found = read_table(start, _grids(data, name, context), data, context)
        say_unfit(context, found.columns)
    given = context.decisions.supplier
    return replace(found, supplier=given or found.content.source[:200], period=_one_period(found.content))


def _grids(data: bytes, name: str, context: Context) -> list[Grid]:
    """The tables of the file, with the delimiter that was given or, where it still divides the file, remembered."""
    decisions = context.decisions
    remembered_one = None if decisions.delimiter else context.answers.to(DELIMITER, WHOLE_FILE)
    if remembered_one is not None:
        grids = read_tables(data, name, delimiter=remembered_one, encoding=decisions.encoding)
        if any(grid.delimiter is None or len(grid.cells.columns) > 1 for grid in grids):
            return grids
        said = f"Das Trennzeichen „{remembered_one}“ teilt die Zeilen nicht."
        context.answers.reject(DELIMITER, WHOLE_FILE, said)
    grids = read_tables(data, name, delimiter=decisions.delimiter, encoding=decisions.encoding)
    if decisions.delimiter and any(grid.delimiter for grid in grids):
        context.answers.used[question(DELIMITER, WHOLE_FILE)] = decisions.delimiter
    return grids


def _compared(found: Proposal, context: Context) -> Proposal:
    """The proposal with what it would change; a file with errors changes nothing."""
    findings: Findings = context.findings
    if not findings.has_errors and found.content.observations == 0:
        findings.add("nothing-usable/empty")
    chosen = {
        name: text
        for name, text in (("sheet", context.decisions.sheet), ("header_row", context.decisions.header_row))
        if text is not None
    }
    mapping = as_text(
        {
            **chosen,
            "layout": found.layout,
            "profile": found.profile,
            "columns": {column.header: column.name for column in found.columns if column.kind},
            "period": context.decisions.period.code if context.decisions.period else None,
            "answers": context.answers.used,
            "complete": context.decisions.complete,
            "inhabitants_date": str(context.decisions.inhabitants_date or ""),
        }
    )
    known = None if findings.has_errors else say_known(context, found.sha256, mapping)
    changes = Changes() if findings.has_errors else _changes(found, context)
    return replace(
        found,
        findings=findings.close(),
        changes=changes,
        answers=dict(context.answers.used),
        mapping=mapping,
        known_upload=known,
    )


def _changes(found: Proposal, context: Context) -> Changes:
    content, session = found.content, context.session
    changes = Changes()
    if len(content.values):
        ids = compare.known_breakdowns(session, content)
        current = compare.before(session, content)
        missing = compare.missing_values(session, content, ids, current, str(found.layout), found.supplier)
        changes += compare.compare_values(content, ids, current, missing)
    if content.facilities is not None and len(content.facilities):
        changes += compare_facilities(session, hold(session, content.facilities), found.supplier)
    return changes


def _one_period(content: Content) -> str | None:
    return content.periods[0] if len(content.periods) == 1 else None


def _clean(name: str) -> str:
    """A file name without folders and control characters, as long as the store keeps one."""
    last = "".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable())
    return last[-LONGEST_NAME:] or "ohne Namen"
