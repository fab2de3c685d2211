"""Rows of resolutions as forms, and their values in German words."""

from typing import Any

from sqlalchemy.orm import Session

from dashboard.alliances.rows import title
from dashboard.catalogue import Catalogue
from dashboard.formats import NOTHING, join
from dashboard.meetings.body_models import Body
from dashboard.meetings.kinds import ResolutionKind, ResolutionState
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_links import titled
from dashboard.meetings.resolution_models import Resolution
from dashboard.store import Actor, Circle, kept


def resolution_form(row: Resolution, links: tuple[Link, ...]) -> ResolutionForm:
    """What is entered about a resolution now."""
    return ResolutionForm(
        row.item, row.wording, ResolutionKind(row.kind), row.result, row.addressee, row.answers,
        ResolutionState(row.state), row.outcome, Circle(row.circle), links,
    )  # fmt: skip


def words(session: Session, actor: Actor, catalogue: Catalogue) -> kept.Words:
    """Field values in German words; organs, proposals and what is linked by their names."""

    def said(name: str, value: Any) -> str:
        if name == "addressee" and value is not None:
            return session.get_one(Body, value).name
        if name == "answers" and value is not None:
            row = session.get_one(Resolution, value)
            return f"{row.number} {title(row.wording)}"
        if name == "links":
            known = titled(session, actor, catalogue, value)
            return join([f"{link.kind.label} „{known.get(link, link.object_id)}“" for link in value]) or NOTHING
        return kept.said(name, value)

    return said
