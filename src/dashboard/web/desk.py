"""What the pages of the sign-in have in common: store, limits, tokens, templates, and work done off the event loop."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard.access import Limits, Place, Visit
from dashboard.settings import Settings
from dashboard.store import Store
from dashboard.web import cookies, forms, headers
from dashboard.web.addresses import Caller
from dashboard.web.cookies import Cookie
from dashboard.web.forms import DeviceMarks, FormTokens

TEMPLATES = Path(__file__).parent / "templates"
CALLER, VISIT = "dashboard.caller", "dashboard.visit"
"""Where the gate leaves what it found out about a request, in the ASGI scope."""

STALE_FORM = "Die Seite war zu lange offen oder ein zweites Mal geöffnet. Bitte füllen Sie sie noch einmal aus."

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """The sign-in's context, one per process."""

    def __init__(self, store: Store, settings: Settings, key: bytes) -> None:
        self.store = store
        self.demo = settings.demo
        self.limits = Limits(settings.session_idle_minutes, settings.session_hours)
        self.form_tokens = FormTokens(key)
        self.device_marks = DeviceMarks(key)
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        # Kept apart: a writer may have to wait for a long import, and then nobody's page may wait with it.
        self._asking = CapacityLimiter(8)
        self._writing = CapacityLimiter(4)
        # A hash takes 64 MiB and a core: two at a time are enough for an office and too few to fell the machine.
        self._hashing = CapacityLimiter(2)

    async def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a quick read of the store in a thread."""
        return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._asking)

    async def write(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a write of the store in a thread."""
        return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._writing)

    async def hash(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that checks or makes a password hash in a thread."""
        return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._hashing)

    def page(self, request: Request, template: str, status: int = HTTPStatus.OK, **facts: Any) -> Response:
        """Render a page with its form token; gives the browser a form cookie if it has none."""
        cookie = cookies.read(request, Cookie.FORM, caller(request))
        new_cookie = "" if cookie else FormTokens.new_cookie()
        facts = {"error": "", "wrong": "", "hint": "", "demo": self.demo} | facts
        token = self.form_tokens.field(cookie or new_cookie, _session_id(request))
        response = HTMLResponse(self._templates.get_template(template).render(token=token, **facts), status)
        response.headers["Content-Security-Policy"] = headers.STRICT_POLICY
        if new_cookie:
            cookies.give(response, Cookie.FORM, new_cookie, caller(request))
        return response

    async def form(self, request: Request) -> dict[str, str] | None:
        """The fields of the form that was sent; None if it does not come from our own page."""
        fields = await forms.read(request)
        cookie = cookies.read(request, Cookie.FORM, caller(request))
        genuine = self.form_tokens.fits(fields.get("token", ""), cookie, _session_id(request))
        return fields if genuine else None

    def place(self, request: Request, name: str) -> Place:
        """Where an attempt for ``name`` comes from."""
        mark = self.device_marks.mark(cookies.read(request, Cookie.DEVICE, caller(request)), name)
        return Place(caller(request).address, mark)

    def mark_device(self, request: Request, response: Response, name: str) -> None:
        """Let the browser remember that ``name`` has proved to be that person here."""
        kept = cookies.read(request, Cookie.DEVICE, caller(request))
        cookies.give(response, Cookie.DEVICE, self.device_marks.with_mark(kept, name), caller(request))


def caller(request: Request) -> Caller:
    """Who calls, as the gate found out."""
    found: Caller = request.scope[CALLER]
    return found


def visit(request: Request) -> Visit | None:
    """Whose session the request belongs to, as the gate found out."""
    found: Visit | None = request.scope[VISIT]
    return found


def _session_id(request: Request) -> str:
    found = visit(request)
    return "" if found is None else found.session_id
