"""``backup`` and ``restore``: everything in one file."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli import context
from dashboard.formats import number
from dashboard.store import now
from dashboard.store.backup import back_up
from dashboard.store.backup import restore as put_back

NEVER_KEPT = ("session", "one_time_link", "login_attempt", "signing_key")
"""Sign-ins and links of the moment: a backup must not bring an ended session back to life."""


def backup(file: Annotated[Path, typer.Argument(help="Datei, die geschrieben wird.")]) -> None:
    """Alles in eine Datei sichern, auch während das Dashboard läuft."""
    with context.refusals(), context.opened() as store:
        counts = back_up(store.engine, file, leave_out=NEVER_KEPT)
        print(f"Gesichert nach {file}: {number(sum(counts.values()))} Zeilen aus {len(counts)} Tabellen.")


def restore(file: Annotated[Path, typer.Argument(help="Sicherung, die zurückgespielt wird.")]) -> None:
    """Den Inhalt der Datenbank durch eine Sicherung ersetzen; sie wird vorher geprüft, der jetzige Stand gesichert."""
    with context.refusals(), context.opened() as store:
        folder = context.settings().data_dir
        folder.mkdir(parents=True, exist_ok=True)
        before = folder / f"vor-wiederherstellung-{now():%Y%m%d-%H%M%S}.sqlite3"
        back_up(store.engine, before, leave_out=NEVER_KEPT)
        counts = put_back(store.engine, file, leave_out=NEVER_KEPT)
        print(f"Wiederhergestellt aus {file}: {number(sum(counts.values()))} Zeilen aus {len(counts)} Tabellen.")
        print(f"Der Stand davor liegt in {before}. Alle müssen sich neu anmelden.")
