"""The pages /anmelden and /abmelden: plain forms that need no JavaScript."""

import re
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard import access
from dashboard.access import AccountView, Opened, SignInRefused, TooManyAttempts, queries, sessions
from dashboard.access import signin as commands
from dashboard.errors import UserError
from dashboard.store import Store
from dashboard.web import cookies
from dashboard.web.addresses import own_target
from dashboard.web.cookies import Cookie
from dashboard.web.desk import STALE_FORM, Desk, caller, visit

SIGN_IN = "/anmelden"
NUMBER = re.compile(r"[0-9]{1,9}")
HINTS = {
    "abgemeldet": "Sie sind abgemeldet.",
    "passwort": "Das Passwort ist gesetzt. Bitte melden Sie sich jetzt damit an.",
}
EXPIRED = (
    "Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an: Was auf einer noch offenen Seite dieses Browsers steht, "
    "bleibt erhalten."
)


class SignInPages:
    """Signing in and out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def routes(self) -> list[Route]:
        """The routes of these pages."""
        routes = [
            Route(SIGN_IN, self.show, methods=["GET"]),
            Route(SIGN_IN, self.enter, methods=["POST"]),
            Route("/abmelden", self.ask_to_leave, methods=["GET"]),
            Route("/abmelden", self.leave, methods=["POST"]),
        ]
        if self._desk.demo:
            routes.append(Route(f"{SIGN_IN}/beispiel", self.enter_as_example, methods=["POST"]))
        return routes

    async def show(self, request: Request) -> Response:
        """The form; whoever is signed in already goes on."""
        target = own_target(request.query_params.get("weiter", "/"))
        if visit(request) is not None:
            return RedirectResponse(target, HTTPStatus.SEE_OTHER)
        hint = HINTS.get(request.query_params.get("hinweis", ""), "")
        token = cookies.read(request, Cookie.SESSION, caller(request))
        if token and not hint and await self._desk.ask(sessions.has_expired, self._desk.store, token):
            hint = EXPIRED
        return await self._form(request, target, hint=hint)

    async def enter(self, request: Request) -> Response:
        """Check name and password and go on to where the person wanted to."""
        fields = await self._desk.form(request)
        if fields is None:
            return await self._form(request, "/", HTTPStatus.FORBIDDEN, error=STALE_FORM)
        name, password = fields.get("name", ""), fields.get("passwort", "")
        target = own_target(fields.get("weiter", "/"))
        if not name.strip() or not password:
            sentence = "Bitte geben Sie Anmeldename und Passwort ein."
            return await self._form(request, target, HTTPStatus.UNPROCESSABLE_ENTITY, error=sentence, name=name)
        try:
            opened = await self._desk.hash(
                commands.sign_in,
                self._desk.store,
                name,
                password,
                self._desk.place(request, name),
                self._desk.limits,
                old_token=cookies.read(request, Cookie.SESSION, caller(request)),
            )
        except SignInRefused as refused:
            return await self._form(request, target, HTTPStatus.UNPROCESSABLE_ENTITY, error=str(refused), name=name)
        except TooManyAttempts as refused:
            response = await self._form(request, target, HTTPStatus.TOO_MANY_REQUESTS, error=str(refused), name=name)
            response.headers["Retry-After"] = str(refused.seconds)
            return response
        response = self._welcome(request, opened, target)
        self._desk.mark_device(request, response, name)
        return response

    async def enter_as_example(self, request: Request) -> Response:
        """Sign in to an account of the fictional county, on this machine only."""
        if not caller(request).local:
            sentence = "Die Beispielkonten gibt es nur auf dem Rechner, auf dem das Dashboard läuft."
            return await self._form(request, "/", HTTPStatus.FORBIDDEN, error=sentence)
        fields = await self._desk.form(request)
        if fields is None or NUMBER.fullmatch(fields.get("konto", "")) is None:
            return await self._form(request, "/", HTTPStatus.FORBIDDEN, error=STALE_FORM)
        try:
            opened = await self._desk.write(
                commands.sign_in_demo,
                self._desk.store,
                int(fields["konto"]),
                self._desk.limits,
                old_token=cookies.read(request, Cookie.SESSION, caller(request)),
            )
        except UserError as refused:
            return await self._form(request, "/", HTTPStatus.UNPROCESSABLE_ENTITY, error=str(refused))
        return self._welcome(request, opened, own_target(fields.get("weiter", "/")))

    async def ask_to_leave(self, request: Request) -> Response:
        """A link must not sign anybody out, so this only asks."""
        return self._desk.page(request, "abmelden.html", who=_who(request))

    async def leave(self, request: Request) -> Response:
        """End the session."""
        here = visit(request)
        if await self._desk.form(request) is None:
            return self._desk.page(request, "abmelden.html", HTTPStatus.FORBIDDEN, who=_who(request), error=STALE_FORM)
        assert here is not None  # the gate lets nobody else in
        await self._desk.write(access.sign_out, self._desk.store, here.session_id)
        response = RedirectResponse(f"{SIGN_IN}?hinweis=abgemeldet", HTTPStatus.SEE_OTHER)
        cookies.take(response, Cookie.SESSION, caller(request))
        cookies.take(response, Cookie.FORM, caller(request))
        return response

    def _welcome(self, request: Request, opened: Opened, target: str) -> Response:
        response = RedirectResponse(target, HTTPStatus.SEE_OTHER)
        cookies.give(response, Cookie.SESSION, opened.token, caller(request))
        return response

    async def _form(
        self, request: Request, target: str, status: int = HTTPStatus.OK, *, name: str = "", **facts: str
    ) -> Response:
        examples: tuple[AccountView, ...] = ()
        if self._desk.demo and caller(request).local:
            examples = await self._desk.ask(_examples, self._desk.store)
        return self._desk.page(request, "anmelden.html", status, name=name, target=target, examples=examples, **facts)


def target_after_sign_in(path: str, query: str) -> str:
    """Where to send a browser without a session so that it comes back to this page."""
    wish = quote(path, safe="/") + (f"?{query}" if query else "")
    return SIGN_IN if own_target(wish) == "/" else f"{SIGN_IN}?weiter={quote(wish, safe='/')}"


def _examples(store: Store) -> tuple[AccountView, ...]:
    with store.reading() as session:
        return tuple(account for account in queries.accounts(session) if account.disabled_at is None)


def _who(request: Request) -> str:
    here = visit(request)
    return "" if here is None else here.display_name
