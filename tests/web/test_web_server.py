"""The gate in front of the real server: what Streamlit itself would answer, nobody gets without a session."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from live_server import ROOT, LiveServer, live_server
from sqlalchemy import update
from web_browser import PASSWORD
from websockets.exceptions import InvalidStatus

from dashboard.access import Place, Rights, commands, links
from dashboard.access.models import AccountSession
from dashboard.store import Actor, Circle, Role, Store, now
from dashboard.web import recognition


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("live")) as running:
        store = Store.open(running.database_url)
        for name in ("erika", "otto"):
            with store.unit_of_work(Actor.local()) as work:
                rights = Rights(Role.EDITOR, Circle.INTERNAL)
                link = commands.create(work, name, f"{name.title()} Muster", rights)
            links.set_password(store, link.path.removeprefix("/einladung/"), PASSWORD, Place("127.0.0.1"))
        store.close()
        yield running


@pytest.fixture
def person(server: LiveServer) -> LiveServer:
    """A browser of Erika's."""
    browser = LiveServer(server.folder, server.port)
    assert browser.sign_in("erika", PASSWORD) == 303
    assert browser.request("GET", "/_stcore/health")[0] == 200
    return browser


@pytest.fixture
def stranger(server: LiveServer) -> LiveServer:
    return LiveServer(server.folder, server.port)


@pytest.mark.parametrize("page", ["/", "/unterbringung", "/favicon.png", "/index.html", "/frame", "/pages/frame.py"])
def test_no_page_answers_without_a_session(stranger, page):
    status, headers, body = stranger.request("GET", page)
    assert (status, headers["location"].startswith("/anmelden"), body) == (303, True, b"")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/health"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/_stcore/script-health-check"),
        ("GET", "/_stcore/agent/openapi.json"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("PUT", "/_stcore/upload_file/a/b"),
        ("GET", "/_stcore/stream"),
        ("GET", "/media/0123456789abcdef.csv"),
        ("GET", "/static/manifest.json"),
        ("GET", "/component/x/index.html"),
        ("GET", "/_stcore/bidi-components/x/y.js"),
        ("GET", "/oauth2callback/"),
        ("POST", "/auth/login"),
    ],
)
def test_no_address_of_streamlit_s_own_answers_without_a_session(stranger, method, path):
    status, _, body = stranger.request(method, path)
    assert status in (303, 401)
    assert body in (b"", b"Bitte melden Sie sich an.") or json.loads(body).startswith("Ihre Sitzung ist abgelaufen")


def test_the_websocket_does_not_open_without_a_session(stranger):
    with pytest.raises(InvalidStatus) as refused, stranger.stream():
        pass
    assert refused.value.response.status_code == 403


def test_an_identity_header_opens_nothing_and_changes_nobody(stranger, person, server):
    with pytest.raises(InvalidStatus), stranger.stream(X_Dashboard_User="erika"):
        pass
    assert stranger.request("GET", "/_stcore/health", X_Dashboard_User="erika")[0] == 401
    with person.stream(X_Dashboard_User="forged") as stream:
        assert "Guten Tag Erika Muster" in stream.run()


def test_signing_in_opens_page_websocket_and_files(person):
    status, headers, body = person.request("GET", "/tief/verlinkt", Accept_Encoding="gzip")
    text = body.decode()
    assert (status, headers.get("content-encoding"), headers["cache-control"]) == (200, None, "no-store")
    assert '<html lang="de">' in text
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in headers["content-security-policy"]
    file = re.search(r'src="\.(/static/js/[^"]+)"', text)[1]
    status, headers, _ = person.request("GET", file)
    assert (status, headers["cache-control"]) == (200, "private, max-age=31536000, immutable")
    with person.stream() as stream:
        assert stream.run()[:2] == ["Guten Tag Erika Muster", "Durchlauf 1"]


def test_what_is_there_for_good_is_out_of_the_garbage_collector_s_rounds(person):
    with person.stream() as stream:
        assert "eingefroren" in stream.run()


def sign_out(browser: LiveServer) -> int:
    page = browser.request("GET", "/abmelden")[2].decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": browser.origin}
    return browser.request("POST", "/abmelden", f"token={token}".encode(), **form)[0]


def test_an_open_page_sees_nothing_more_after_signing_out(person):
    with person.stream() as stream:
        assert "Guten Tag Erika Muster" in stream.run()
        cookies = dict(person.cookies)
        assert sign_out(person) == 303
        assert stream.run() == ["Die Sitzung ist beendet."]
    person.cookies = cookies
    with pytest.raises(InvalidStatus), person.stream():
        pass


def test_after_an_expiry_the_same_page_goes_on_with_its_state(person, server):
    with person.stream() as stream:
        stream.run()
        assert "Durchlauf 2" in stream.run()
        store = Store.open(server.database_url)
        with store.quiet() as session:
            session.execute(update(AccountSession).values(last_seen_at=now() - timedelta(hours=2)))
        store.close()
        assert stream.run() == ["Die Sitzung ist beendet."]
        time.sleep(recognition.SECONDS)
        assert person.sign_in("erika", PASSWORD) == 303
        assert "Durchlauf 3" in stream.run()
    with person.stream(existing=stream.id) as again:
        assert "Durchlauf 4" in again.run()


def test_another_person_cannot_take_up_a_stream(person, stranger):
    with person.stream() as stream:
        stream.run()
        assert stranger.sign_in("otto", PASSWORD) == 303
        with stranger.stream(existing=stream.id) as other:
            assert other.run()[:2] == ["Guten Tag Otto Muster", "Durchlauf 1"]
            assert other.id != stream.id
        assert "Durchlauf 2" in stream.run()


def upload(browser: LiveServer, stream_id: str) -> int:
    part = 'Content-Disposition: form-data; name="f"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na;b\r\n'
    body = f"--x\r\n{part}--x--\r\n".encode()
    token = browser.cookies["_streamlit_xsrf"]
    return browser.request(
        "PUT",
        f"/_stcore/upload_file/{stream_id}/f1",
        body,
        Content_Type="multipart/form-data; boundary=x",
        X_Xsrftoken=token,
        Origin=browser.origin,
    )[0]


def test_a_file_goes_into_an_own_page_only(person, stranger):
    with person.stream() as stream:
        stream.run()
        assert stranger.sign_in("otto", PASSWORD) == 303
        stranger.request("GET", "/_stcore/health")
        assert upload(person, stream.id) == 204
        assert upload(stranger, stream.id) == 403
        assert upload(person, "no-such-stream") == 403


def test_a_bug_is_one_calm_sentence_with_a_number_that_the_log_knows(person, server):
    with person.stream() as stream:
        texts = stream.run("fehler=ja")
    (sentence,) = [text for text in texts if "Fehler aufgetreten" in text]
    assert not any("geheime Einzelheit" in text for text in texts)
    number = re.search(r"Nummer ([0-9A-F]{6})", sentence)[1]
    log = (server.folder / "log").read_text()
    assert f"number {number}" in log
    assert "geheime Einzelheit" in log


def test_no_token_and_no_address_of_a_link_is_logged(server, person):
    person.request("GET", "/einladung/geheimer-link-geheimer-link")
    log = (server.folder / "log").read_text()
    assert "geheimer-link" not in log
    assert person.cookies["lagebild-sitzung"] not in log


def test_a_database_that_cannot_be_used_ends_the_start_with_one_sentence_and_status_2(tmp_path):
    shutil.copy(ROOT / "app.py", tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "frame.py").write_text("")
    (tmp_path / "kaputt.sqlite3").write_text("Das ist keine Datenbank. " * 100)
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0", "--server.headless", "true"],
        cwd=tmp_path,
        env=os.environ | {"DASHBOARD_DATABASE_URL": f"sqlite:///{tmp_path / 'kaputt.sqlite3'}"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.returncode == 2
    assert "kann nicht geöffnet werden" in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
