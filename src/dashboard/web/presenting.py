"""Presenting a folder: one page that holds everything, so that it goes on without the network once it is there."""

from collections.abc import Hashable
from functools import partial
from http import HTTPStatus
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import catalogue as catalogues
from dashboard.council import freezing, queries
from dashboard.errors import NotFound, UserError
from dashboard.exhibits.html_renderer import image_address
from dashboard.formats import local_day
from dashboard.store import Actor, now
from dashboard.store.models import DataVersion
from dashboard.web import stage_colours
from dashboard.web.desk import TEMPLATES, Desk, visit
from dashboard.web.files import ASSETS
from dashboard.web.stage import Stage, stage

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Drawings bring their styles along; a script comes from our own address only."""

MOST_READY = 6
"""Presentations kept ready: a page that is opened a second time before the sitting is there at once."""

FILES = {"praesentieren.js": "text/javascript; charset=utf-8", "praesentieren.css": "text/css; charset=utf-8"}


class Presenting:
    """The presentation's page and its two files."""

    def __init__(self, desk: Desk, catalogue_dir: Path) -> None:
        self._desk = desk
        self._catalogue_dir = catalogue_dir
        self._ready: dict[Hashable, Stage] = {}
        # Drawing forty slides takes a core for a while: two at a time, so that nobody's page waits for it.
        self._drawing = CapacityLimiter(2)
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._page = environment.get_template("praesentieren.html")
        # In the page itself: browsers ask for an icon again whenever the address changes.
        self._icon = image_address((ASSETS / "zeichen.svg").read_text(encoding="utf-8"))
        self._colours = Markup(
            f":root{{{stage_colours.rules(dark=False)}}}:root[data-theme=dark]{{{stage_colours.rules(dark=True)}}}"
        )

    @property
    def routes(self) -> list[Route]:
        """The routes, all behind the gate."""
        return [
            Route("/praesentieren/{folder:int}", self._present, methods=["GET"]),
            *(_file(name, kind) for name, kind in FILES.items()),
        ]

    async def _present(self, request: Request) -> Response:
        found = visit(request)
        assert found is not None, "the gate lets nobody in without a session"
        number = request.path_params["folder"]
        build = partial(self._built, found.actor(), number)
        try:
            shown = await to_thread.run_sync(build, limiter=self._drawing)
        except UserError as error:
            status = HTTPStatus.NOT_FOUND if isinstance(error, NotFound) else HTTPStatus.CONFLICT
            return PlainTextResponse(str(error), status)
        text = self._page.render(stage=shown, folder=number, colours=self._colours, icon=self._icon)
        return HTMLResponse(text, headers={"Content-Security-Policy": POLICY})

    def _built(self, actor: Actor, folder: int) -> Stage:
        with self._desk.store.reading() as session:
            queries.folder(session, actor, folder)  # who may not see it is refused, however ready it is
            rows = session.execute(select(DataVersion.subject, DataVersion.number))
            versions = {row[0]: int(row[1]) for row in rows}
            catalogue = catalogues.current(self._desk.store, self._catalogue_dir, versions.get("settings"))
            # Nothing in it depends on who opens it: it is what the folder's circle sees, today.
            key = (folder, tuple(sorted(versions.items())), catalogue.version, local_day(now()))
            ready = self._ready.get(key)
            if ready is None:
                # Notes are the speaker's, whoever opens the page: it is shown to the whole room.
                content = freezing.content(session, actor, catalogue, folder, with_places=True)
                ready = self._kept(key, stage(freezing.without_notes(content)))
            return ready

    def _kept(self, key: Hashable, made: Stage) -> Stage:
        for oldest in list(self._ready)[: max(0, len(self._ready) - MOST_READY + 1)]:
            self._ready.pop(oldest, None)
        self._ready[key] = made
        return made


def _file(name: str, kind: str) -> Route:
    content = (ASSETS / name).read_bytes()

    async def give(_request: Request) -> Response:
        return Response(content, media_type=kind)

    return Route(f"/praesentieren/{name}", give, methods=["GET"])
