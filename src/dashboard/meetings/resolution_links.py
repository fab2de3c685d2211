"""What resolutions are linked to: goals, measures, building blocks, hurdles, practice examples and indicators."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dashboard.alliances import concept_queries as concepts
from dashboard.alliances import queries as alliances
from dashboard.alliances.rows import title
from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.resolution_forms import Link
from dashboard.meetings.resolution_models import ResolutionLink
from dashboard.network import hurdles, practice
from dashboard.store import Actor, UnitOfWork

_TITLES: Mapping[LinkKind, Callable[[Session, Actor], dict[str, str]]] = {
    LinkKind.GOAL: lambda session, actor: {
        str(one.id): title(one.form.text) for one in alliances.goals(session, actor)
    },
    LinkKind.MEASURE: lambda session, actor: {
        str(one.id): title(one.form.text) for one in alliances.measures(session, actor)
    },
    LinkKind.BLOCK: lambda session, actor: {str(one.id): one.form.label for one in concepts.blocks(session, actor)},
    LinkKind.HURDLE: lambda session, actor: {str(one.id): one.form.title for one in hurdles.hurdles(session, actor)},
    LinkKind.PRACTICE: lambda session, actor: {
        str(one.id): one.form.title for one in practice.practices(session, actor)
    },
}  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """Something a resolution is about, as this circle may know it."""

    link: Link
    title: str


def choices(session: Session, actor: Actor, catalogue: Catalogue, kind: LinkKind) -> dict[str, str]:
    """What can be linked and is in use, as this circle sees it: id to title."""
    if kind is LinkKind.INDICATOR:
        return {one.code: one.title for one in catalogue.enabled()}
    return _TITLES[kind](session, actor)


def titled(
    session: Session, actor: Actor, catalogue: Catalogue, links: Iterable[Link]
) -> dict[Link, str]:  # fmt: skip
    """Titles of those links whose object this circle sees; what it does not see is left out."""
    wanted: dict[LinkKind, list[Link]] = defaultdict(list)
    for link in links:
        wanted[link.kind].append(link)
    known = {kind: choices(session, actor, catalogue, kind) for kind in wanted}
    return {
        link: known[kind][link.object_id]
        for kind, some in wanted.items() for link in some if link.object_id in known[kind]
    }  # fmt: skip


def checked(
    work: UnitOfWork, catalogue: Catalogue, links: Iterable[Link], before: Collection[Link] = ()
) -> tuple[Link, ...]:  # fmt: skip
    """The links in order, each once; NotFound for one whose object is not there, not in use, or not for this circle.

    What was linked before may stay, also where it has gone out of use since.
    """
    wanted = sorted(set(links))
    fresh = [link for link in wanted if link not in before]
    known = titled(work.session, work.actor, catalogue, fresh)
    for link in fresh:
        if link not in known:
            raise NotFound(
                f"{link.kind.label} „{link.object_id}“ gibt es nicht, oder nicht mehr, oder nicht für diesen Kreis; "
                "es wurde nichts gespeichert."
            )
    return tuple(wanted)


def links_of(session: Session, resolutions: Collection[int]) -> dict[int, tuple[Link, ...]]:
    """The links of resolutions, in order."""
    found: dict[int, list[Link]] = defaultdict(list)
    for row in session.scalars(select(ResolutionLink).where(ResolutionLink.resolution.in_(resolutions))):
        found[row.resolution].append(Link(LinkKind(row.kind), row.object_id))
    return {key: tuple(sorted(some)) for key, some in found.items()}


def set_links(work: UnitOfWork, resolution: int, links: Iterable[Link]) -> None:
    """Let a resolution be linked to exactly these."""
    work.session.execute(delete(ResolutionLink).where(ResolutionLink.resolution == resolution))
    for link in links:
        work.session.add(ResolutionLink(resolution=resolution, kind=link.kind.value, object_id=link.object_id))
    work.session.flush()
