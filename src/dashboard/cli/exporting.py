"""``export``: a table out, as it could be handed in again."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.cli.data import PeriodOption
from dashboard.errors import FileUnusable, reason
from dashboard.formats import number
from dashboard.intake import export as exports
from dashboard.periods import parse


class Format(StrEnum):
    """Kind of file."""

    CSV = "csv"
    XLSX = "xlsx"


class Layout(StrEnum):
    """A row per value, or a row per place and period."""

    LONG = "long"
    WIDE = "wide"


def export(
    table: Annotated[
        str,
        typer.Argument(help="facilities (Unterkünfte), long oder wide (alle Kennzahlen), ein Feld oder eine Kennzahl."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Datei, die geschrieben wird.")],
    kind: Annotated[Format, typer.Option("--format", help="Art der Datei.")] = Format.CSV,
    period: PeriodOption = None,
    layout: Annotated[Layout, typer.Option(help="Form der Kennzahlen.")] = Layout.LONG,
) -> None:
    """Eine Tabelle so schreiben, dass sie unverändert wieder eingereicht werden kann."""
    with context.refusals(), context.opened() as store:
        catalogue = context.catalogue(store)
        wanted = parse(period) if period else None
        with store.reading() as session:
            found = exports.export(session, context.OPERATOR, catalogue, table, wanted, layout.value)
        data = exports.WRITERS[kind.value](found)
        try:
            output.write_bytes(data)
        except OSError as error:
            raise FileUnusable(f"„{output}“ kann nicht geschrieben werden: {reason(error)}.") from error
        rows = len(found.frame)
        context.say(f"{found.title}: {number(rows)} {'Zeile' if rows == 1 else 'Zeilen'} in „{output}“ geschrieben.")
        for sentence in found.remarks:
            context.say(sentence)
