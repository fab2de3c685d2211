"""The three cookies: session, form, and the browser's mark. All HttpOnly, for this host only, Secure behind TLS."""

from enum import StrEnum
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from dashboard.web.addresses import Caller

HALF_A_YEAR = 180 * 24 * 3600


class Cookie(StrEnum):
    """What a cookie is for; its name in the browser."""

    SESSION = "lagebild-sitzung"
    FORM = "lagebild-formular"
    DEVICE = "lagebild-geraet"

    @property
    def same_site(self) -> Literal["lax", "strict"]:
        """Links from mails lead into the dashboard, so two must come along then; the mark is read at sign-in only."""
        return "strict" if self is Cookie.DEVICE else "lax"

    @property
    def max_age(self) -> int | None:
        """Seconds to keep it; None: until the browser is closed."""
        return HALF_A_YEAR if self is Cookie.DEVICE else None

    def name_for(self, caller: Caller) -> str:
        """Behind TLS the browser itself refuses this name from any other host or path."""
        return f"__Host-{self.value}" if caller.secure else self.value


def read(connection: HTTPConnection, cookie: Cookie, caller: Caller) -> str:
    """The cookie's value; empty without one."""
    return connection.cookies.get(cookie.name_for(caller), "")


def give(response: Response, cookie: Cookie, value: str, caller: Caller) -> None:
    """Set the cookie."""
    response.set_cookie(
        cookie.name_for(caller),
        value,
        max_age=cookie.max_age,
        path="/",
        secure=caller.secure,
        httponly=True,
        samesite=cookie.same_site,
    )


def take(response: Response, cookie: Cookie, caller: Caller) -> None:
    """Delete the cookie."""
    response.delete_cookie(
        cookie.name_for(caller), path="/", secure=caller.secure, httponly=True, samesite=cookie.same_site
    )
