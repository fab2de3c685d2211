"""``serve`` starts the dashboard; ``demo`` does so with the fictional county in a throw-away folder."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from dashboard.access import Link, first_admin_link
from dashboard.cli import context
from dashboard.demo import county
from dashboard.errors import SetupError, reason
from dashboard.formats import moment
from dashboard.intake import retention
from dashboard.lookup import index
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("", "0.0.0.0", "::")


def serve(
    host: Annotated[str, typer.Option(help="Adresse, auf der das Dashboard lauscht.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port.")] = 8501,
) -> None:
    """Das Dashboard starten."""
    with context.refusals():
        context.catalogue()
        _require_free(host, port)
        with context.opened() as store:
            link = first_admin_link(store)
            with store.unit_of_work(context.OPERATOR) as work:
                removed = retention.remove_due(work)
            searched = index.fill(store, context.OPERATOR)
        for sentence in filter(None, (removed, searched)):
            print(sentence, flush=True)
        if link is not None:
            _print_invitation(link, host, port)
        raise typer.Exit(_streamlit(host, port, dict(os.environ)))


def demo(
    port: Annotated[int, typer.Option(help="Port.")] = 8501,
    prepare: Annotated[Path | None, typer.Option(help="Nur diesen Ordner mit der Datenbank füllen und enden.")] = None,
) -> None:
    """Der erfundene Landkreis Musterland: ein Ordner, der danach gelöscht wird, nur auf diesem Rechner erreichbar."""
    with context.refusals():
        if prepare is not None:
            county.prepare(prepare).close()
            print(f"Beispieldaten in {prepare / DATABASE_NAME}.")
            return
        _require_free(LOOPBACK, port)
        with tempfile.TemporaryDirectory(prefix="lagebild-demo-") as folder:
            print("Die Beispieldaten werden angelegt …", flush=True)
            county.prepare(Path(folder)).close()
            print(f"Das Dashboard mit Beispieldaten: http://{LOOPBACK}:{port}", flush=True)
            own = {name: value for name, value in os.environ.items() if not name.startswith("DASHBOARD_")}
            status = _streamlit(LOOPBACK, port, own | {"DASHBOARD_DATA_DIR": folder, "DASHBOARD_DEMO": "true"})
        raise typer.Exit(status)


def _print_invitation(link: Link, host: str, port: int) -> None:
    name = LOOPBACK if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    print("Es gibt noch kein Verwaltungskonto. Mit diesem Link wird es angelegt")
    print(f"(einmal gültig, bis {moment(link.expires_at)}):")
    print(f"  http://{name}:{port}{link.path}")
    print("Ist das Dashboard unter einer anderen Adresse erreichbar, gehört diese vor „/einladung“.", flush=True)


def _require_free(host: str, port: int) -> None:
    """Raise SetupError, before anything is made or shown, if the dashboard could not listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        raise SetupError(
            f"Auf {host}:{port} kann das Dashboard nicht lauschen ({_why(error)}). Läuft dort schon eines? "
            "Mit „--port“ und „--host“ lässt sich etwas anderes wählen."
        ) from error


def _why(error: OSError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return "die Nummer des Anschlusses liegt nicht zwischen 0 und 65535"
    return "diesen Rechnernamen gibt es nicht" if isinstance(error, socket.gaierror) else reason(error)


def _streamlit(host: str, port: int, environment: dict[str, str]) -> int:
    """Run the app until it ends or somebody ends this command; returns its exit status."""
    if "DASHBOARD_DATA_DIR" in environment:
        # The server runs in the program's folder, where its configuration lies.
        environment["DASHBOARD_DATA_DIR"] = str(Path(environment["DASHBOARD_DATA_DIR"]).resolve())
    # Without this uvicorn believes X-Forwarded-* from anybody on this machine.
    environment["FORWARDED_ALLOW_IPS"] = environment.get("DASHBOARD_TRUSTED_PROXY", "")
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += [f"--server.address={host}", f"--server.port={port}"]
    process = subprocess.Popen(command, cwd=PROGRAM_ROOT, env=environment)

    def stop(_number: int, _frame: FrameType | None) -> None:
        process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    status = process.wait()
    return context.DONE if status < 0 else status
