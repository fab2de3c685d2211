"""The sign-in's own two files, and the answer for whoever watches whether the dashboard is up."""

from http import HTTPStatus
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.store import Store
from dashboard.web.desk import Desk

ASSETS = Path(__file__).parent / "assets"
KINDS = {"anmelden.css": "text/css; charset=utf-8", "zeichen.svg": "image/svg+xml"}


def routes(desk: Desk) -> list[Route]:
    """The routes of the files and of /gesund."""

    async def health(_request: Request) -> Response:
        try:
            await desk.ask(_answers, desk.store)
        except SQLAlchemyError:
            return PlainTextResponse("nicht bereit", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("ok")

    return [Route("/gesund", health, methods=["GET"]), *(_file(name, kind) for name, kind in KINDS.items())]


def _answers(store: Store) -> None:
    with store.reading() as session:
        session.execute(text("SELECT 1"))


def _file(name: str, kind: str) -> Route:
    content = (ASSETS / name).read_bytes()

    async def give(_request: Request) -> Response:
        return Response(content, media_type=kind)

    return Route(f"/anmelden/{name}", give, methods=["GET"])
