"""What every command needs: the settings in force, the opened store, the catalogue, and how it ends.

Exit status: 0 done; 1 the data have errors; 2 the call or the file cannot be used. With ``--json`` standard output
holds the one object and nothing else; everything said to people goes to standard error.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard import catalogue as catalogues
from dashboard.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.settings import Settings, get_settings
from dashboard.store import Actor, Store

DONE, DATA_HAVE_ERRORS, UNUSABLE = 0, 1, 2

DatabaseOption = Annotated[
    str | None, typer.Option("--database-url", help="Adresse der Datenbank (statt DASHBOARD_DATABASE_URL).")
]
FolderOption = Annotated[Path | None, typer.Option("--data-dir", help="Ordner für Dateien (statt DASHBOARD_DATA_DIR).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON auf der Standardausgabe.")]

OPERATOR = Actor.local()
"""Commands on this machine's own database act as the local operator and are audited as „Befehlszeile“."""


def choose(database_url: str | None, data_dir: Path | None) -> None:
    """Let the options win over the environment, also for processes started from here."""
    if database_url:
        os.environ["DASHBOARD_DATABASE_URL"] = database_url
    if data_dir:
        os.environ["DASHBOARD_DATA_DIR"] = str(data_dir)
    get_settings.cache_clear()


def settings() -> Settings:
    """The settings in force."""
    return get_settings()


def catalogue(store: Store | None = None) -> Catalogue:
    """The catalogue of the store, or of the files alone; a mistake is a SetupError that names file and entry."""
    folder = settings().catalogue_dir
    return catalogues.load(folder) if store is None else catalogues.current(store, folder)


@contextmanager
def opened() -> Iterator[Store]:
    """The installation's store, migrated; closed afterwards."""
    store = Store.open(settings().store_url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def refusals(*, as_json: bool = False) -> Iterator[None]:
    """End with status 2 and one German sentence where a call or a file cannot be used; also as an object if asked."""
    try:
        yield
    except UserError as error:
        say(str(error))
        if as_json:
            answer({"error": str(error)})
        raise typer.Exit(UNUSABLE) from None


def say(sentence: str) -> None:
    """Tell people something, on standard error: standard output may be a machine's."""
    print(sentence, file=sys.stderr)


def answer(thing: Any) -> None:
    """The one JSON object of ``--json``."""
    json.dump(thing, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")
