"""The gate in front of everything: pages, websocket, uploads, media, files, and Streamlit's own addresses.

Without a live session only the sign-in with its files, one-time links and /gesund are open. What comes in
is stripped of anything that looks like our identity header; what goes on carries the id of the server
session, which ``server.trustedUserHeaders`` hands to the pages. The gate sees of a websocket only the
handshake, so every page run looks the session up again.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access import Visit
from dashboard.store import Role
from dashboard.web import cookies, headers
from dashboard.web.addresses import Caller, Network, caller, same_origin
from dashboard.web.cookies import Cookie
from dashboard.web.desk import CALLER, VISIT
from dashboard.web.recognition import Recognition
from dashboard.web.shell import Shell
from dashboard.web.signin import target_after_sign_in

READABLE = re.compile(r"/anmelden(/anmelden\.css|/zeichen\.svg)?|/einladung/[A-Za-z0-9_-]{1,100}|/gesund")
WRITABLE = re.compile(r"/anmelden|/einladung/[A-Za-z0-9_-]{1,100}")
EXAMPLE = "/anmelden/beispiel"
"""Open to everybody; all else needs a session."""

PINGED = ("/_stcore/health", "/_stcore/host-config")
"""What an open page asks for when it has lost its connection; it shows people the answer, if that is JSON."""

NOT_PAGES = ("/_stcore/", "/media/", "/component/", "/static/")
NEVER = re.compile(r"/_stcore/agent(/.*)?")
FOR_ADMINS = "/_stcore/metrics"
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
SAFE_METHODS = ("GET", "HEAD")

OPEN_PAGE = (
    "Ihre Sitzung ist abgelaufen oder beendet.\n"
    "Bitte melden Sie sich in einem neuen Fenster dieses Browsers an (/anmelden).\n"
    "Hier geht es dann von selbst weiter: Was Sie eingegeben haben, bleibt stehen."
)

CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""Request headers that would make the file server answer a page with something else than the page."""

StreamOwner = Callable[[str], str | None]
"""Gives the server session id that opened a stream (a browser tab's connection); None if there is no such stream."""


class Gate:
    """ASGI middleware; nothing gets past it that is not open to everybody or belongs to a live session."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        recognition: Recognition,
        shell: Shell,
        trusted: tuple[Network, ...],
        secure: bool,
        demo: bool,
        owner: StreamOwner | None,
    ) -> None:
        self._app = app
        self._recognition = recognition
        self._shell = shell
        self._trusted = trusted
        self._secure = secure
        self._demo = demo
        self._owner = owner
        self._policy = headers.page_policy(shell.script_hashes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = {**scope, "headers": headers.without_identity(scope["headers"])}
        here = scope[CALLER] = caller(scope, self._trusted, self._secure)
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send, here)
        else:
            await self._http(scope, receive, self._hardened(scope, send, here), here)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send, here: Caller) -> None:
        visit = None
        if same_origin(Headers(scope=scope).get("origin", ""), here.host):
            try:
                visit = await self._visit(scope, here)
            except SQLAlchemyError:
                visit = None  # no answer is no session
        if visit is None:
            await send({"type": "websocket.close", "code": 1008, "reason": "Bitte melden Sie sich an."})
            return
        await self._app(_identified(scope, visit), receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send, here: Caller) -> None:
        try:
            visit = scope[VISIT] = await self._visit(scope, here)
        except SQLAlchemyError:
            await _unavailable()(scope, receive, send)
            return
        answer = self._refusal(scope, visit, here)
        if answer is not None:
            await answer(scope, receive, send)
            return
        if _is_page(scope["path"]):
            scope["headers"] = headers.without(scope["headers"], *CONDITIONAL)
        await self._app(scope if visit is None else _identified(scope, visit), receive, send)

    async def _visit(self, scope: Scope, here: Caller) -> Visit | None:
        token = cookies.read(HTTPConnection(scope), Cookie.SESSION, here)
        return await self._recognition.visit(token) if token else None

    def _refusal(self, scope: Scope, visit: Visit | None, here: Caller) -> Response | None:
        """The answer for a request that may not go on; None if it may."""
        path, safe = scope["path"], scope["method"] in SAFE_METHODS
        origin = Headers(scope=scope).get("origin")
        if not safe and origin is not None and not same_origin(origin, here.host):
            return _refused("Diese Anfrage kommt von einer fremden Seite.")
        if self._is_open(path, scope["method"]):
            return None
        if visit is None:
            if safe and _is_page(path):
                target = target_after_sign_in(path, scope["query_string"].decode("latin-1"))
                return RedirectResponse(target, HTTPStatus.SEE_OTHER)
            return _sign_in_first(path)
        if NEVER.fullmatch(path):
            return PlainTextResponse("Diese Adresse gibt es hier nicht.", HTTPStatus.NOT_FOUND)
        if path == FOR_ADMINS and visit.role is not Role.ADMIN:
            return _refused("Das ist dem Recht „Verwalten“ vorbehalten.")
        return self._upload_refusal(path, visit)

    def _is_open(self, path: str, method: str) -> bool:
        if method in SAFE_METHODS:
            return READABLE.fullmatch(path) is not None
        return method == "POST" and (WRITABLE.fullmatch(path) is not None or (self._demo and path == EXAMPLE))

    def _upload_refusal(self, path: str, visit: Visit) -> Response | None:
        upload = UPLOAD.fullmatch(path)
        if upload is None or self._owner is None or self._owner(unquote(upload[1])) == visit.session_id:
            return None
        return _refused("Diese Ablage gehört zu keiner Ihrer offenen Seiten. Bitte laden Sie die Seite neu.")

    def _hardened(self, scope: Scope, send: Send, here: Caller) -> Send:
        """``send`` that brings headers to the house's rules and puts our shell in the place of Streamlit's."""
        replaced = False

        async def hardened(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                answer = MutableHeaders(raw=list(message["headers"]))
                replaced = _is_shell(scope["path"], message["status"], answer)
                if replaced:
                    for name in ("content-encoding", "etag", "last-modified", "accept-ranges", "vary"):
                        del answer[name]
                    answer["content-length"] = str(len(self._shell.body))
                headers.harden(answer, secure=here.secure, policy=self._policy, immutable=_is_immutable(scope, message))
                message = {**message, "headers": answer.raw}
            elif replaced:
                if message.get("more_body"):
                    return
                body = b"" if scope["method"] == "HEAD" else self._shell.body
                message = {"type": "http.response.body", "body": body}
            await send(message)

        return hardened


def _identified(scope: Scope, visit: Visit) -> Scope:
    raw = [*scope["headers"], (headers.IDENTITY, visit.session_id.encode("ascii"))]
    return {**scope, VISIT: visit, "headers": raw}


def _is_page(path: str) -> bool:
    return not f"{path}/".startswith(NOT_PAGES)


def _is_shell(path: str, status: int, answer: Headers) -> bool:
    # Pages of our own bring their own policy along; Streamlit's shell has none.
    html = answer.get("content-type", "").startswith("text/html")
    return html and status == HTTPStatus.OK and _is_page(path) and "content-security-policy" not in answer


def _is_immutable(scope: Scope, message: Message) -> bool:
    """Whether the answer is one of Streamlit's own files, whose names change with their content."""
    kind = dict(message["headers"]).get(b"content-type", b"")
    found = message["status"] == HTTPStatus.OK and not kind.startswith(b"text/html")
    return bool(found and scope["path"].startswith("/static/"))


def _sign_in_first(path: str) -> Response:
    challenge = {"WWW-Authenticate": 'Session realm="Lagebild"'}
    if path in PINGED:
        return JSONResponse(OPEN_PAGE, HTTPStatus.UNAUTHORIZED, challenge)
    return PlainTextResponse("Bitte melden Sie sich an.", HTTPStatus.UNAUTHORIZED, challenge)


def _refused(sentence: str) -> Response:
    return PlainTextResponse(sentence, HTTPStatus.FORBIDDEN)


def _unavailable() -> Response:
    sentence = "Die Datenbank antwortet gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal."
    return PlainTextResponse(sentence, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "60"})
