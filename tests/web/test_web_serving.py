"""``dashboard serve``: what it prints, and how it ends where it cannot start."""

import re
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from live_server import ROOT, LiveServer, wait
from sqlalchemy import text
from typer.testing import CliRunner
from web_browser import PASSWORD

from bench.server import free_port
from dashboard.access import Place, Rights, commands, links
from dashboard.cli.main import app
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role, Store

LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/einladung/[A-Za-z0-9_-]{43})")


@pytest.fixture(autouse=True)
def _settings_of_this_test(monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@contextmanager
def serving(folder: Path, port: int):
    """A running ``dashboard serve``; gives a client and the file that what it says goes to."""
    said, client = folder / "gesagt", LiveServer(folder, port)
    with said.open("wb") as output:
        command = [str(Path(sys.executable).with_name("dashboard")), "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait(client, process, said)
        yield client, said.read_text()
    finally:
        process.terminate()
        assert process.wait(30) == 0


def test_the_first_admin_comes_in_by_the_printed_link_and_a_second_start_prints_none_and_ends_no_session(tmp_path):
    port = free_port()
    with serving(tmp_path, port) as (client, said):
        found = LINK.search(said)
        assert found is not None, said
        assert found[1] == str(port)
        assert "Ist das Dashboard unter einer anderen Adresse erreichbar" in said
        assert client.request("GET", found[2])[0] == 200
        token = found[2].removeprefix("/einladung/")
        with closing(Store.open(f"sqlite:///{tmp_path / 'lagebild.sqlite3'}")) as store:
            links.set_password(store, token, PASSWORD, Place("192.0.2.1"), name="ada", display_name="Ada Muster")
        assert client.request("GET", found[2])[0] == 404
        assert client.sign_in("ada", PASSWORD) == 303
        cookies = client.cookies
    with serving(tmp_path, port) as (client, said):
        assert "einladung" not in said
        client.cookies = cookies
        assert client.request("GET", "/")[0] == 200


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_ends_the_start_with_one_sentence_before_anything_is_made(command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = CliRunner().invoke(app, [command, "--port", str(port)])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert ended.stderr == (
        f"Auf 127.0.0.1:{port} kann das Dashboard nicht lauschen (die Adresse wird schon benutzt). "
        "Läuft dort schon eines? Mit „--port“ und „--host“ lässt sich etwas anderes wählen.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_this_machine_s_ends_the_start_with_one_sentence():
    ended = CliRunner().invoke(app, ["serve", "--host", "203.0.113.7", "--port", str(free_port())])
    assert ended.exit_code == 2
    assert "(diese Adresse hat der Rechner nicht)" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_database_newer_than_the_program_ends_the_start_with_one_sentence_and_status_2(tmp_path):
    url = f"sqlite:///{tmp_path / 'lagebild.sqlite3'}"
    with closing(Store.open(url)) as store, store.quiet() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ended = CliRunner().invoke(app, ["serve", "--port", str(free_port())])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("Die Datenbank ist neuer als das Programm (Stand 9999, das Programm kennt ")
    assert ended.stderr.count("\n") == 1


def test_user_add_prints_a_link_that_opens_and_user_disable_makes_it_worthless(tmp_path):
    added = CliRunner().invoke(app, ["user", "add", "erika", "--role", "editor", "--circle", "coordination"])
    token = re.search(r"/einladung/(\S+)", added.stdout)
    assert (added.exit_code, token is None) == (0, False)
    with closing(Store.open(f"sqlite:///{tmp_path / 'lagebild.sqlite3'}")) as store:
        assert links.offer(store, token[1]).name == "erika"
        with store.unit_of_work(Actor.local()) as work:
            commands.create(work, "max", "Max Muster", Rights(Role.VIEWER, Circle.PUBLIC))
        assert CliRunner().invoke(app, ["user", "disable", "erika"]).exit_code == 0
        with pytest.raises(links.LinkUnusable):
            links.offer(store, token[1])
    missing = CliRunner().invoke(app, ["user", "reset", "niemand"])
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr == "Ein Konto mit dem Anmeldenamen „niemand“ gibt es nicht.\n"
