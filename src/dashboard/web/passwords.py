"""The pages where passwords are set: by a one-time link, and by the person who is signed in."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.access import LinkUnusable, NameUnusable, Offer, PasswordUnusable, Purpose, SignInRefused, links
from dashboard.access import TooManyAttempts as TooMany
from dashboard.access.commands import change_own_password
from dashboard.access.passwords import SHORTEST
from dashboard.errors import Conflict, UserError
from dashboard.web import cookies
from dashboard.web.cookies import Cookie
from dashboard.web.desk import STALE_FORM, Desk, caller, visit

INVITATION = "/einladung/"
OWN_PASSWORD = "/konto/passwort"
DIFFERENT = "Die beiden neuen Passwörter sind verschieden. Bitte geben Sie zweimal dasselbe ein."


class PasswordPages:
    """Setting a password by link, and changing the own one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def routes(self) -> list[Route]:
        """The routes of these pages."""
        return [
            Route(INVITATION + "{token}", self.show_offer, methods=["GET"]),
            Route(INVITATION + "{token}", self.accept, methods=["POST"]),
            Route(OWN_PASSWORD, self.show_own, methods=["GET"]),
            Route(OWN_PASSWORD, self.change_own, methods=["POST"]),
        ]

    async def show_offer(self, request: Request) -> Response:
        """What the link is for; looking at it does not use it up (mail scanners look)."""
        try:
            offer = await self._desk.ask(links.offer, self._desk.store, request.path_params["token"])
        except LinkUnusable as refused:
            return self._useless(request, refused)
        return self._offer(request, offer)

    async def accept(self, request: Request) -> Response:
        """Set the password and use the link up."""
        token = request.path_params["token"]
        fields = await self._desk.form(request)
        try:
            offer = await self._desk.ask(links.offer, self._desk.store, token)
            if fields is None:
                return self._offer(request, offer, HTTPStatus.FORBIDDEN, error=STALE_FORM)
            if fields.get("neu") != fields.get("nochmal"):
                return self._wrong(request, offer, fields, DIFFERENT, "nochmal")
            name = fields.get("name", "") if offer.purpose is Purpose.FIRST_ADMIN else offer.name
            name = await self._desk.hash(
                links.set_password,
                self._desk.store,
                token,
                fields.get("neu", ""),
                self._desk.place(request, name),
                name=name,
                display_name=fields.get("anzeigename", ""),
            )
        except LinkUnusable as refused:
            return self._useless(request, refused)
        except PasswordUnusable as refused:
            return self._wrong(request, offer, fields or {}, str(refused), "neu")
        except NameUnusable as refused:
            return self._wrong(request, offer, fields or {}, str(refused), "name")
        response = RedirectResponse("/anmelden?hinweis=passwort", HTTPStatus.SEE_OTHER)
        self._desk.mark_device(request, response, name)
        return response

    async def show_own(self, request: Request) -> Response:
        """The form to change the own password."""
        return self._own(request)

    async def change_own(self, request: Request) -> Response:
        """Change it; all sessions of the account end and the person signs in anew."""
        here = visit(request)
        assert here is not None  # the gate lets nobody else in
        fields = await self._desk.form(request)
        if fields is None:
            return self._own(request, HTTPStatus.FORBIDDEN, error=STALE_FORM)
        if fields.get("neu") != fields.get("nochmal"):
            return self._own(request, HTTPStatus.UNPROCESSABLE_ENTITY, error=DIFFERENT, wrong="nochmal")
        try:
            await self._desk.hash(
                change_own_password,
                self._desk.store,
                here,
                fields.get("bisher", ""),
                fields.get("neu", ""),
                self._desk.place(request, here.name),
            )
        except SignInRefused:
            sentence = "Das bisherige Passwort stimmt nicht."
            return self._own(request, HTTPStatus.UNPROCESSABLE_ENTITY, error=sentence, wrong="bisher")
        except PasswordUnusable as refused:
            return self._own(request, HTTPStatus.UNPROCESSABLE_ENTITY, error=str(refused), wrong="neu")
        except TooMany as refused:
            response = self._own(request, HTTPStatus.TOO_MANY_REQUESTS, error=str(refused), wrong="bisher")
            response.headers["Retry-After"] = str(refused.seconds)
            return response
        except Conflict as refused:
            return self._own(request, HTTPStatus.CONFLICT, error=str(refused))
        response = RedirectResponse("/anmelden?hinweis=passwort", HTTPStatus.SEE_OTHER)
        cookies.take(response, Cookie.SESSION, caller(request))
        self._desk.mark_device(request, response, here.name)
        return response

    def _own(self, request: Request, status: int = HTTPStatus.OK, **facts: str) -> Response:
        here = visit(request)
        who, name = ("", "") if here is None else (here.display_name, here.name)
        return self._desk.page(request, "passwort.html", status, who=who, name=name, shortest=SHORTEST, **facts)

    def _offer(self, request: Request, offer: Offer, status: int = HTTPStatus.OK, **facts: str) -> Response:
        facts = {"name": offer.name, "display_name": offer.display_name} | facts
        first = offer.purpose is Purpose.FIRST_ADMIN
        return self._desk.page(request, "einladung.html", status, first=first, shortest=SHORTEST, **facts)

    def _wrong(self, request: Request, offer: Offer, fields: dict[str, str], sentence: str, wrong: str) -> Response:
        typed = {}
        if offer.purpose is Purpose.FIRST_ADMIN:
            typed = {"name": fields.get("name", ""), "display_name": fields.get("anzeigename", "")}
        return self._offer(request, offer, HTTPStatus.UNPROCESSABLE_ENTITY, error=sentence, wrong=wrong, **typed)

    def _useless(self, request: Request, refused: UserError) -> Response:
        return self._desk.page(request, "hinweis.html", HTTPStatus.NOT_FOUND, title="Link ungültig", text=str(refused))
