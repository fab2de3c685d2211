"""``user add``, ``user reset``, ``user disable``."""

from typing import Annotated

import typer

from dashboard.access import Rights, commands
from dashboard.access import queries as access
from dashboard.access.links import Link
from dashboard.cli import context
from dashboard.formats import moment
from dashboard.store import Circle, Role, Store

app = typer.Typer(help="Konten anlegen, zurücksetzen, sperren.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help="Anmeldename.")]


@app.command("add")
def add(
    name: NameArgument,
    role: Annotated[Role, typer.Option(help="Recht des Kontos.")],
    circle: Annotated[Circle, typer.Option(help="Weitester Kreis des Kontos.")],
    display_name: Annotated[str | None, typer.Option(help="Name, wie er angezeigt wird.")] = None,
    protected: Annotated[
        bool, typer.Option("--protected", help="Darf geschützte Einrichtungen sehen (benannte Gruppe).")
    ] = False,
) -> None:
    """Konto anlegen; gibt den Link aus, mit dem die Person ihr Passwort setzt."""
    with context.refusals(), context.opened() as store:
        with store.unit_of_work(context.OPERATOR) as work:
            link = commands.create(work, name, display_name or name, Rights(role, circle, protected))
        _print_link(link)


@app.command("reset")
def reset(name: NameArgument) -> None:
    """Link für ein neues Passwort; das alte gilt, bis der Link benutzt ist."""
    with context.refusals(), context.opened() as store:
        account = _id(store, name)
        with store.unit_of_work(context.OPERATOR) as work:
            link = commands.reset(work, account)
        _print_link(link)


@app.command("disable")
def disable(name: NameArgument) -> None:
    """Konto sperren; seine Sitzungen enden."""
    with context.refusals(), context.opened() as store:
        account = _id(store, name)
        with store.unit_of_work(context.OPERATOR) as work:
            commands.disable(work, account)
        print(f"Das Konto „{name}“ ist gesperrt.")


def _id(store: Store, name: str) -> int:
    with store.reading() as session:
        return access.account_named(session, name).id


def _print_link(link: Link) -> None:
    print(f"Link zum Setzen des Passworts (einmal gültig, bis {moment(link.expires_at)}):")
    print(f"  {link.path}")
    print("Davor gehört die Adresse, unter der das Dashboard erreichbar ist.")
