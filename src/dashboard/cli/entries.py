"""``entries``: organisations, alliances, goals, measures and building blocks as tables, out and in again."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.cli.exporting import Format
from dashboard.errors import FileUnusable, reason
from dashboard.exchange import export as exports
from dashboard.exchange.kinds import KINDS, kind_of
from dashboard.exchange.reading import Finding, grid_of
from dashboard.exchange.taking import Outcome, look, take_over
from dashboard.formats import join, number

app = typer.Typer(help="Eintragungen als Tabelle herunterladen und wieder einlesen.", no_args_is_help=True)
TableArgument = Annotated[str, typer.Argument(help=f"{join([one.code for one in KINDS])}.")]


@app.command("export")
def export_entries(
    table: TableArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="Datei, die geschrieben wird.")],
    kind: Annotated[Format, typer.Option("--format", help="Art der Datei.")] = Format.CSV,
) -> None:
    """Eine Tabelle mit allen Eintragungen schreiben; sie lässt sich geändert wieder einlesen."""
    with context.refusals(), context.opened() as store:
        catalogue, wanted = context.catalogue(store), kind_of(table)
        with store.reading() as session:
            found = exports.export(session, context.OPERATOR, catalogue, wanted)
        try:
            output.write_bytes(found.csv() if kind is Format.CSV else found.xlsx())
        except OSError as error:
            raise FileUnusable(f"„{output}“ kann nicht geschrieben werden: {reason(error)}.") from error
        context.say(f"{found.title}: {number(len(found.frame))} Zeilen in „{output}“ geschrieben.")


@app.command("import")
def import_entries(
    table: TableArgument,
    file: Annotated[Path, typer.Argument(help="CSV- oder Excel-Datei, wie „entries export“ sie schreibt.")],
    check: Annotated[bool, typer.Option(help="Nur ansehen, nichts übernehmen.")] = False,
    confirm: Annotated[bool, typer.Option(help="Rückfragen bestätigen.")] = False,
) -> None:
    """Eine Tabelle einlesen: alles oder nichts; was nicht darin steht, bleibt."""
    with context.refusals(), context.opened() as store:
        catalogue, wanted = context.catalogue(store), kind_of(table)
        try:
            grid = grid_of(file.read_bytes(), file.name)
        except OSError as error:
            raise FileUnusable(f"„{file}“ kann nicht gelesen werden: {reason(error)}.") from error
        found = look(store, context.OPERATOR, catalogue, wanted, grid, confirmed=confirm)
        _tell(found)
        if found.findings or found.questions:
            context.say("Es wurde nichts übernommen.")
            raise typer.Exit(1)
        if check:
            context.say("Nur angesehen; es wurde nichts übernommen.")
            return
        with store.unit_of_work(context.OPERATOR) as work:
            take_over(work, catalogue, wanted, grid, confirmed=confirm)
        context.say("Übernommen.")


def _tell(found: Outcome) -> None:
    print(found.sentence)
    for change in found.changed:
        for one in change.differences:
            print(f"Zeile {change.line}, {one.label}: {one.before} → {one.after}")
    for finding in found.findings:
        print(finding.text)
    for question in found.questions:
        print(_asked(question))


def _asked(question: Finding) -> str:
    return f"{question.text} (mit --confirm geht es durch)"
