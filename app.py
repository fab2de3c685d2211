"""The launcher: ``streamlit run app.py`` (or ``dashboard serve``) starts the dashboard behind its gate.

It is no page. The pages begin with pages/frame.py, which Streamlit runs for every address.
"""

import gc
import logging
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import runtime

from dashboard import web
from dashboard.errors import SetupError, UserError
from dashboard.settings import get_settings
from dashboard.store import running

log = logging.getLogger("dashboard")


def owner(stream: str) -> str | None:
    """The server session that opened a stream, as the gate told it at the handshake."""
    client = runtime.get_instance().get_client(stream)
    if client is None or client.client_context is None:
        return None
    return dict(client.client_context.headers).get("x-dashboard-user")


def explain(error: Exception) -> bool:
    """Say a bug in one calm sentence; its details go to the log under a number that people can pass on."""
    if isinstance(error, UserError):
        st.error(str(error))
        return True
    number = secrets.token_hex(3).upper()
    log.error("page failed, number %s", number, exc_info=error)
    st.error(
        "Auf dieser Seite ist ein Fehler aufgetreten; gespeichert ist, was vorher bestätigt wurde. Bitte laden Sie "
        f"die Seite neu. Bleibt der Fehler, nennen Sie Ihrer IT die Nummer {number}."
    )
    return True


@asynccontextmanager
async def settled(_app: st.App) -> AsyncIterator[None]:
    """After start-up, take what is there for good out of the garbage collector's rounds."""
    gc.collect()
    gc.freeze()
    yield


def parts() -> web.Parts:
    """Gate and sign-in over the store of this process; ends with status 2 if that cannot be used."""
    try:
        settings = get_settings()
        return web.build(running(settings.store_url), settings, owner=owner)
    except SetupError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


middleware, routes = parts()
app = st.App("pages/frame.py", middleware=middleware, routes=routes, lifespan=settled, on_script_error=explain)
