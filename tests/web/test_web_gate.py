"""Nothing answers without a session but the sign-in; nothing from outside passes as an identity."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError
from web_browser import PASSWORD, Browser

from dashboard import access
from dashboard.store import Role
from dashboard.web import gate, headers, recognition, shell

PINGED = ("/_stcore/health", "/_stcore/host-config")
OPEN_PAGE = (
    "Ihre Sitzung ist abgelaufen oder beendet.\n"
    "Bitte melden Sie sich in einem neuen Fenster dieses Browsers an (/anmelden).\n"
    "Hier geht es dann von selbst weiter: Was Sie eingegeben haben, bleibt stehen."
)
PAGES = [
    "/",
    "/monitoring",
    "/daten-einreichen?quartal=2026-Q3",
    "/favicon.png",
    "/index.html",
    "/abmelden",
    "/konto/passwort",
]
OTHERS = [
    ("GET", "/_stcore/health"),
    ("GET", "/_stcore/script-health-check"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("POST", "/_stcore/agent/interact"),
    ("PUT", "/_stcore/upload_file/stream/file"),
    ("DELETE", "/_stcore/upload_file/stream/file"),
    ("OPTIONS", "/_stcore/upload_file/stream/file"),
    ("GET", "/_stcore/bidi-components/dashboard.draft/draft.js"),
    ("GET", "/media/0123456789.csv"),
    ("GET", "/component/x/index.html"),
    ("GET", "/static/js/index.js"),
    ("POST", "/"),
    ("POST", "/monitoring"),
    ("POST", "/abmelden"),
    ("POST", "/gesund"),
    ("POST", "/anmelden/beispiel"),
    ("POST", "/anmelden/anmelden.css"),
    ("PUT", "/anmelden"),
    ("OPTIONS", "/anmelden"),
    ("DELETE", "/einladung/abc"),
]
NEAR_MISSES = [
    "/anmelden/", "/anmelden/anmelden.cssx", "/anmelden/..", "/anmelden/../_stcore/health", "/Anmelden", "/gesund/",
    "/gesund/x", "/einladung/", "/einladung", "/einladung/a/b", "/einladung/a.b", "//anmelden", "/x/anmelden",
    "/anmelden\n",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_a_session_leads_to_the_sign_in_and_back(browser, inside, page):
    answer = browser.get(page)
    assert answer.status == 303
    assert answer.location.startswith("/anmelden")
    if page not in ("/", "/abmelden"):
        assert browser.get(answer.location).text.count('name="weiter" value="' + page) == 1
    assert inside.requests == []


@pytest.mark.parametrize(("method", "path"), OTHERS)
def test_everything_else_without_a_session_is_refused(browser, inside, method, path):
    answer = browser.request(method, path)
    assert answer.status == 401
    assert answer.text == (json.dumps(OPEN_PAGE, ensure_ascii=False) if path in PINGED else "Bitte melden Sie sich an.")
    assert inside.requests == []


@pytest.mark.parametrize("path", PINGED)
def test_an_open_page_that_lost_session_and_connection_is_told_in_german_what_to_do(browser, path):
    answer = browser.get(path)
    assert (answer.status, answer.headers["content-type"]) == (401, "application/json")
    assert json.loads(answer.body) == OPEN_PAGE


@pytest.mark.parametrize("path", NEAR_MISSES)
def test_addresses_that_only_look_open_are_not(browser, inside, path):
    assert browser.get(path).status in (303, 401)
    assert inside.requests == []


@pytest.mark.parametrize("path", ["/anmelden", "/anmelden/anmelden.css", "/anmelden/zeichen.svg", "/gesund"])
def test_the_sign_in_its_files_and_the_health_answer_are_open(browser, path):
    assert browser.get(path).status == 200


def test_the_health_answer_has_no_details(browser):
    assert browser.get("/gesund").body == b"ok"


def test_a_websocket_without_a_session_is_closed_before_it_is_accepted(browser, inside):
    assert browser.connect() == [{"type": "websocket.close", "code": 1008, "reason": "Bitte melden Sie sich an."}]
    assert inside.requests == []


def test_a_websocket_with_a_session_opens(signed_in, inside):
    assert signed_in.connect()[0]["type"] == "websocket.accept"
    assert len(inside.identities()) == 1


@pytest.mark.parametrize(
    "origin",
    [[], [("origin", "https://example.org")], [("origin", "null")], [("origin", "http://lagebild.example:81")]],
)
def test_a_websocket_from_another_origin_or_none_is_closed(signed_in, inside, origin):
    count = len(inside.requests)
    assert signed_in.connect(headers=origin)[0]["type"] == "websocket.close"
    assert len(inside.requests) == count


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "../../etc", "ä" * 50, "a" * 10_000])
def test_an_invented_cookie_opens_nothing(browser, inside, cookie):
    browser.cookies["lagebild-sitzung"] = cookie
    assert browser.get("/").status == 303
    assert browser.get("/_stcore/health").status == 401
    assert inside.requests == []


def test_a_session_opens_pages_files_and_streamlit_s_own_addresses(signed_in):
    for path in ("/", "/monitoring", "/_stcore/health", "/_stcore/host-config", "/media/a.csv", "/static/js/index.js"):
        assert signed_in.get(path).status == 200


def test_agent_addresses_answer_nobody_and_metrics_only_admins(signed_in, account, build):
    assert signed_in.get("/_stcore/agent/openapi.json").status == 404
    assert signed_in.request("POST", "/_stcore/agent/mcp").status == 404
    assert signed_in.get("/_stcore/metrics").status == 403
    account("wilma", Role.ADMIN)
    other = Browser(build())
    other.submit("/anmelden", name="wilma", passwort=PASSWORD)
    assert other.get("/_stcore/metrics").status == 200
    assert other.get("/_stcore/agent/openapi.json").status == 404


SPELLINGS = [
    "X-Dashboard-User", "x-dashboard-user", "X_Dashboard_User", "x-dashboard_user", "X-DASHBOARD-USER",
    "X-Dashboard-Role", "x_dashboard_anything",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_identity_header_from_outside_is_worthless(signed_in, browser, store, inside, spelling):
    real = access.by_token(store, signed_in.cookies["lagebild-sitzung"]).session_id
    signed_in.get("/", headers=[(spelling, "forged"), (spelling, "forged-too")])
    assert inside.identities() == [real.encode()]
    signed_in.connect(headers=[(spelling, "forged"), ("origin", "http://lagebild.example")])
    assert inside.identities() == [real.encode()]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_identity_header_does_not_replace_a_session(build, inside, spelling):
    stranger = Browser(build(), more=[(spelling, "1")])
    assert stranger.get("/").status == 303
    assert stranger.connect()[0]["type"] == "websocket.close"
    assert inside.requests == []


@given(st.from_regex(r"\A[xX][-_][dD][aA][sS][hH][bB][oO][aA][rR][dD][-_][\w-]{0,20}\Z"), st.binary(max_size=5))
def test_every_spelling_of_the_identity_prefix_is_stripped(name, value):
    assert headers.without_identity([(name.encode(), value), (b"host", b"x")]) == [(b"host", b"x")]


def test_after_signing_out_the_cookie_opens_nothing_at_once(signed_in, inside):
    stolen = dict(signed_in.cookies)
    assert signed_in.get("/").status == 200
    assert signed_in.submit("/abmelden").location == "/anmelden?hinweis=abgemeldet"
    assert "lagebild-sitzung" not in signed_in.cookies
    count = len(inside.requests)
    signed_in.cookies = stolen
    assert signed_in.get("/").status == 303
    assert signed_in.get("/media/a.csv").status == 401
    assert signed_in.connect()[0]["type"] == "websocket.close"
    assert len(inside.requests) == count


def test_a_page_load_asks_the_store_once_and_again_after_a_moment(signed_in, monkeypatch):
    asked = []
    real = access.by_token
    monkeypatch.setattr(recognition, "by_token", lambda *call: asked.append(call) or real(*call))
    now = [time.monotonic()]
    monkeypatch.setattr(recognition, "monotonic", lambda: now[0])
    now[0] += 10
    for _ in range(60):
        signed_in.get("/static/js/index.js")
    assert len(asked) == 1
    now[0] += recognition.SECONDS
    signed_in.get("/")
    assert len(asked) == 2
    assert recognition.SECONDS <= 3


def test_a_store_that_does_not_answer_opens_nothing(signed_in, inside, monkeypatch):
    def fails(*_):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(recognition, "by_token", fails)
    monkeypatch.setattr(recognition, "monotonic", lambda: time.monotonic() + 100)
    count = len(inside.requests)
    assert signed_in.get("/").status == 503
    assert "Datenbank" in signed_in.get("/").text
    assert signed_in.connect()[0]["type"] == "websocket.close"
    assert len(inside.requests) == count


def test_an_upload_into_another_person_s_page_is_refused(build, store, account, inside):
    owners = {}
    account("erika")
    browser = Browser(build(owner=owners.get))
    browser.submit("/anmelden", name="erika", passwort=PASSWORD)
    own = access.by_token(store, browser.cookies["lagebild-sitzung"]).session_id
    owners |= {"mine": own, "theirs": "another-session"}
    for method in ("PUT", "DELETE"):
        assert browser.request(method, "/_stcore/upload_file/mine/f").status == 200
        assert browser.request(method, "/_stcore/upload_file/theirs/f").status == 403
        assert browser.request(method, "/_stcore/upload_file/nobodys/f").status == 403
    assert {request["path"] for request in inside.requests} == {"/_stcore/upload_file/mine/f"}


def test_a_write_from_a_foreign_page_is_refused_even_with_a_session(signed_in, inside):
    count = len(inside.requests)
    foreign = [("origin", "https://example.org")]
    assert signed_in.request("PUT", "/_stcore/upload_file/a/b", headers=foreign).status == 403
    assert signed_in.request("POST", "/abmelden", headers=foreign).status == 403
    assert len(inside.requests) == count


def test_every_page_is_the_german_shell_whatever_the_browser_asks_for(signed_in, inside):
    asked = [("accept-encoding", "gzip"), ("if-none-match", "x"), ("if-modified-since", "y"), ("range", "bytes=0-9")]
    answer = signed_in.get("/monitoring/tief", headers=asked)
    assert answer.body == shell.load().body
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "content-encoding" not in answer.headers
    assert {name for name, _ in inside.last["headers"]}.isdisjoint(gate.CONDITIONAL)
    assert '<html lang="de">' in answer.text
    signed_in.get("/static/js/index.js", headers=asked)
    assert {name for name, _ in inside.last["headers"]} >= set(gate.CONDITIONAL)


def test_the_head_of_a_page_has_its_length_and_no_body(signed_in):
    answer = signed_in.request("HEAD", "/monitoring")
    assert answer.body == b""
    assert answer.headers["content-length"] == str(len(shell.load().body))


EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/monitoring",
        "/media/a.csv",
        "/_stcore/health",
        "/anmelden",
        "/konto/passwort",
        "/gesund",
        "/_stcore/agent/x",
    ],
)
def test_security_headers_are_on_every_answer(signed_in, path):
    answer = signed_in.get(path)
    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert not any(name.startswith("access-control-") for name in answer.headers)
    assert "strict-transport-security" not in answer.headers


def test_refusals_carry_the_security_headers_too(browser):
    for answer in (browser.get("/"), browser.get("/_stcore/health")):
        assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE


def test_only_streamlit_s_own_files_may_be_kept_by_the_browser(signed_in):
    assert signed_in.get("/static/js/index.js").headers["cache-control"] == "private, max-age=31536000, immutable"
    assert signed_in.get("/media/a.js").headers["cache-control"] == "no-store"


def test_the_policy_names_the_hash_of_the_shell_s_script_and_no_other_host(signed_in):
    policy = signed_in.get("/").headers["content-security-policy"]
    (value,) = shell.load().script_hashes
    assert f"script-src 'self' 'wasm-unsafe-eval' '{value}';" in policy
    assert re.search(r"https?://|\*|script-src[^;]*unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')", policy) is None


def test_our_own_pages_allow_no_script_at_all(browser):
    policy = browser.get("/anmelden").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
