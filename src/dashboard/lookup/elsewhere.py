"""What can be found and is kept elsewhere: indicators, chapters of the handbook, the files that came in."""

import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.lookup import handbook
from dashboard.observations.models import PURGED, Upload
from dashboard.store import Actor, Circle, Role
from dashboard.store.search import Entry

_SIGNS = re.compile(r"^\s*(#+|[-*]|\|)\s*|\*\*|`|\s*\|\s*$|^\|?[\s:|-]+\|?$", re.MULTILINE)
"""Markdown that nobody reads: headings, list marks, tables, bold."""


def indicators(catalogue: Catalogue) -> Iterator[Entry]:
    """The indicators that are switched on, which every circle may read about."""
    for one in catalogue.enabled():
        text = "\n".join([one.definition, one.trap, one.not_conclude])
        yield Entry("indicator", one.code, one.title, text, Circle.PUBLIC)


def chapters() -> Iterator[Entry]:
    """The chapters of the handbook, which everybody may read."""
    for title, text in handbook.chapters().items():
        yield Entry("chapter", title, title, _SIGNS.sub("", text), Circle.PUBLIC)


def uploads(session: Session, actor: Actor) -> Iterator[Entry]:
    """The names of the files that came in, the newest first, for editors of the office; purged ones are gone."""
    if actor.circle is not Circle.INTERNAL or not actor.role.includes(Role.EDITOR):
        return
    statement = select(Upload.id, Upload.file_name, Upload.supplier, Upload.at).where(Upload.state != PURGED)
    for row in session.execute(statement.order_by(Upload.at.desc(), Upload.id.desc())):
        yield Entry("upload", str(row.id), row.file_name, row.supplier, Circle.INTERNAL, row.at)
