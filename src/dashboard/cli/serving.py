"""``serve`` starts the dashboard; ``demo`` does so with the fictional county in a throw-away folder."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from dashboard.access import first_admin_link
from dashboard.cli import context
from dashboard.demo import county
from dashboard.formats import moment
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT

LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[str, typer.Option(help="Adresse, auf der das Dashboard lauscht.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port.")] = 8501,
) -> None:
    """Das Dashboard starten."""
    with context.refusals():
        context.catalogue()
        with context.opened() as store:
            link = first_admin_link(store)
        if link is not None:
            print("Es gibt noch kein Verwaltungskonto. Mit diesem Link wird es angelegt")
            print(f"(einmal gültig, bis {moment(link.expires_at)}):")
            print(f"  http://{host}:{port}{link.path}", flush=True)
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
        with tempfile.TemporaryDirectory(prefix="lagebild-demo-") as folder:
            print("Die Beispieldaten werden angelegt …", flush=True)
            county.prepare(Path(folder)).close()
            print(f"Das Dashboard mit Beispieldaten: http://{LOOPBACK}:{port}", flush=True)
            own = {name: value for name, value in os.environ.items() if not name.startswith("DASHBOARD_")}
            status = _streamlit(LOOPBACK, port, own | {"DASHBOARD_DATA_DIR": folder, "DASHBOARD_DEMO": "true"})
        raise typer.Exit(status)


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
