"""The real server with the real launcher, in a folder of its own with one small page, and a client for its stream."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
PAGE = """
import gc

import streamlit as st

from dashboard.access import present
from dashboard.settings import get_settings
from dashboard.store import running

visit = present(running(get_settings().store_url), str(st.user.get("name")))
if visit is None:
    st.text("Die Sitzung ist beendet.")
    st.stop()
st.text(f"Guten Tag {visit.display_name}")
st.session_state.setdefault("runs", 0)
st.session_state["runs"] += 1
st.text(f"Durchlauf {st.session_state['runs']}")
st.text("eingefroren" if gc.get_freeze_count() else "nicht eingefroren")
st.file_uploader("Datei")
if "fehler" in st.query_params:
    raise ValueError("geheime Einzelheit")
"""


class LiveServer:
    """A running dashboard on a port of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.cookies: dict[str, str] = {}

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'daten' / 'lagebild.sqlite3'}"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(self, method: str, target: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request with the cookies kept; underscores in header names become hyphens."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = self.cookie_line
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, body or None, sent)
            answer = connection.getresponse()
            content = answer.read()
            for line in answer.headers.get_all("set-cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content
        finally:
            connection.close()

    @property
    def cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value.strip('"'))

    def sign_in(self, name: str, password: str) -> int:
        page = self.request("GET", "/anmelden")[2].decode()
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found is not None, page
        body = urlencode({"token": found[1], "name": name, "passwort": password, "weiter": "/"}).encode()
        return self.request(
            "POST", "/anmelden", body, Content_Type="application/x-www-form-urlencoded", Origin=self.origin
        )[0]

    @contextmanager
    def stream(self, existing: str = "", **headers: str) -> "Iterator[Stream]":
        """Open the websocket as the browser does; ``existing`` takes an earlier stream up again."""
        xsrf = self.cookies.get("_streamlit_xsrf", "-").strip('"')
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Cookie": self.cookie_line}
        protocols: Any = ["streamlit", xsrf.replace("|", "_"), *([existing] if existing else [])]
        origin: Any = self.origin
        target = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        with connect(target, origin=origin, subprotocols=protocols, additional_headers=sent, max_size=None) as socket_:
            yield Stream(socket_)


class Stream:
    """One open tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.id = ""

    def run(self, query: str = "") -> list[str]:
        """Run the page; gives the texts it shows."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self._connection.send(message.SerializeToString())
        texts = []
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self._connection.recv(timeout=30))  # type: ignore[arg-type]
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.id = answer.new_session.initialize.session_id
            elif kind == "delta":
                element = answer.delta.new_element
                texts += [text for text in (element.text.body, element.alert.body, element.exception.message) if text]
            elif kind == "script_finished":
                return texts


@contextmanager
def live_server(folder: Path, **environment: str) -> Iterator[LiveServer]:
    """Start ``streamlit run app.py`` and stop it at the end."""
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "pages").mkdir()
    (folder / "pages" / "frame.py").write_text(PAGE)
    server = LiveServer(folder, _free_port())
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(server.port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=folder,
            env=os.environ | {"DASHBOARD_DATA_DIR": str(folder / "daten")} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait(server, process, folder / "log")
            yield server
        finally:
            process.terminate()
            process.wait(20)


def wait(server: LiveServer, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return as soon as the server answers; raises AssertionError with the log if it ended or took too long."""
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            if server.request("GET", "/gesund")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
