"""The entry point ``dashboard`` and its commands."""

import sys

import typer

from dashboard.cli import (
    accounts,
    data,
    entries,
    exporting,
    forecasting,
    goals,
    meetings,
    minutes,
    papers,
    planning,
    safekeeping,
    searching,
    serving,
    setup,
)
from dashboard.cli.context import UNUSABLE, DatabaseOption, FolderOption, choose, say
from dashboard.errors import UserError

app = typer.Typer(
    name="dashboard",
    help="Lagebild Migration und Teilhabe: Dashboard des Koordinierungsstabs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(database_url: DatabaseOption = None, data_dir: FolderOption = None) -> None:
    """Optionen, die für alle Befehle gelten."""
    choose(database_url, data_dir)


app.command("serve")(serving.serve)
app.command("demo")(serving.demo)
app.command("init")(setup.init)
app.command("doctor")(setup.doctor)
app.command("import")(data.import_)
app.command("revert")(data.revert)
app.command("release")(data.release)
app.command("value")(data.value)
app.command("export")(exporting.export)
app.command("forecast")(forecasting.forecast)
app.command("goals")(goals.goals)
app.command("quota")(planning.quota)
app.command("meetings")(meetings.meetings)
app.command("minutes")(minutes.minutes)
app.command("slides")(papers.slides)
app.command("report")(papers.report)
app.command("search")(searching.search)
app.command("backup")(safekeeping.backup)
app.command("restore")(safekeeping.restore)
app.add_typer(accounts.app, name="user")
app.add_typer(entries.app, name="entries")


def run() -> None:
    """Run the command line; refusals end with status 2."""
    try:
        app()
    except UserError as error:  # what a command did not refuse itself, settings for instance
        say(str(error))
        sys.exit(UNUSABLE)


__all__ = ["UNUSABLE", "app", "run"]
