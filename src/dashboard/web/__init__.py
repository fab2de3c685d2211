"""The web in front of the dashboard: gate, sign-in, headers. Starlette only; runs and is tested without Streamlit."""

from pathlib import Path
from typing import NamedTuple

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from dashboard import catalogue as catalogues
from dashboard.access import signing_key
from dashboard.accommodation import confidentiality
from dashboard.settings import Settings
from dashboard.store import Store
from dashboard.web import addresses, files, shell
from dashboard.web.desk import Desk
from dashboard.web.gate import Gate, StreamOwner
from dashboard.web.passwords import PasswordPages
from dashboard.web.presenting import Presenting
from dashboard.web.recognition import Recognition
from dashboard.web.signin import SignInPages

__all__ = ["Parts", "StreamOwner", "build"]


class Parts(NamedTuple):
    """What an ASGI application is put together with."""

    middleware: list[Middleware]
    routes: list[BaseRoute]


def build(
    store: Store, settings: Settings, *, owner: StreamOwner | None = None, shell_page: Path | None = None
) -> Parts:
    """The gate and the pages of the sign-in.

    ``owner`` gives the server session that a stream (an open tab) belongs to, so nobody uploads into another
    person's page. ``shell_page`` is the HTML page that Streamlit serves, if not that of the installed one.
    Routes added by others must set a Content-Security-Policy on their HTML, or the gate takes it for the shell.
    Raises SetupError for a trusted proxy that is no address.
    """
    confidentiality.catch_up(store, catalogues.load(settings.catalogue_dir))
    desk = Desk(store, settings, signing_key(store))
    gate = Middleware(
        Gate,
        recognition=Recognition(desk),
        shell=shell.load(shell_page),
        trusted=addresses.proxies(settings.trusted_proxy),
        secure=settings.secure_cookies,
        demo=settings.demo,
        owner=owner,
    )
    pages = (SignInPages(desk), PasswordPages(desk), Presenting(desk, settings.catalogue_dir))
    return Parts([gate], [*(route for page in pages for route in page.routes), *files.routes(desk)])
