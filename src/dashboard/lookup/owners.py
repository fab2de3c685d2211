"""To which alliance, concept, organisation, meeting or folder a hit belongs, so that it is shown where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.concept_models import BuildingBlock
from dashboard.alliances.models import Goal, GoalNote, Measure
from dashboard.council.models import FolderItem, FolderQuestion
from dashboard.meetings.models import AgendaItem
from dashboard.network.models import Function
from dashboard.store.search import Hit


@dataclass(frozen=True)
class Block:
    """A building block: its name and its concept."""

    label: str
    concept: int


@dataclass(frozen=True)
class Owners:
    """By kind and object id: the alliance, the building block, the organisation, the meeting, the folder."""

    alliances: dict[tuple[str, str], int]
    blocks: dict[tuple[str, str], Block]
    organisations: dict[tuple[str, str], int]
    meetings: dict[tuple[str, str], int]
    folders: dict[tuple[str, str], int]


def owners(session: Session, hits: Sequence[Hit]) -> Owners:
    """The owners of hits, which this circle sees if it sees the hit."""
    keys = {
        kind: {int(hit.object_id.partition(":")[0]): hit.object_id for hit in hits if hit.kind == kind}
        for kind in ("alliance", "goal", "goal_note", "measure", "organisation", "function")
    }
    found = {("alliance", name): key for key, name in keys["alliance"].items()}
    asked = {
        "goal": select(Goal.id, Goal.alliance).where(Goal.id.in_(keys["goal"])),
        "measure": select(Measure.id, Measure.alliance).where(Measure.id.in_(keys["measure"])),
        "goal_note": select(GoalNote.id, Goal.alliance)
        .join(Goal, Goal.id == GoalNote.goal)
        .where(GoalNote.id.in_(keys["goal_note"])),
    }
    for kind, statement in asked.items():
        if keys[kind]:
            found |= {(kind, keys[kind][row.id]): row.alliance for row in session.execute(statement)}
    organisations = {("organisation", name): key for key, name in keys["organisation"].items()}
    if keys["function"]:
        statement = select(Function.id, Function.organisation).where(Function.id.in_(keys["function"]))
        for row in session.execute(statement):
            organisations["function", keys["function"][row.id]] = row.organisation
    return Owners(found, _blocks(session, hits), organisations, _meetings(session, hits), _folders(session, hits))


def _meetings(session: Session, hits: Sequence[Hit]) -> dict[tuple[str, str], int]:
    found = {("meeting", hit.object_id): int(hit.object_id) for hit in hits if hit.kind == "meeting"}
    items = {(hit.kind, hit.object_id): int(hit.object_id) for hit in hits if hit.kind in ("item", "minutes")}
    if items:
        statement = select(AgendaItem.id, AgendaItem.meeting).where(AgendaItem.id.in_(set(items.values())))
        of = {row.id: row.meeting for row in session.execute(statement)}
        found |= {name: of[key] for name, key in items.items() if key in of}
    return found


def _folders(session: Session, hits: Sequence[Hit]) -> dict[tuple[str, str], int]:
    found = {("folder", hit.object_id): int(hit.object_id) for hit in hits if hit.kind == "folder"}
    asked: dict[str, type[FolderItem] | type[FolderQuestion]] = {
        "folder_page": FolderItem, "folder_question": FolderQuestion,
    }  # fmt: skip
    for kind, model in asked.items():
        keys = [int(hit.object_id) for hit in hits if hit.kind == kind]
        if keys:
            rows = session.execute(select(model.id, model.folder).where(model.id.in_(keys)))
            found |= {(kind, str(row.id)): row.folder for row in rows}
    return found


def _blocks(session: Session, hits: Sequence[Hit]) -> dict[tuple[str, str], Block]:
    wanted = {
        (hit.kind, hit.object_id): int(hit.object_id.partition(":")[0])
        for hit in hits
        if hit.kind in ("building_block", "block_state")
    }
    if not wanted:
        return {}
    statement = select(BuildingBlock.id, BuildingBlock.label, BuildingBlock.concept)
    rows = session.execute(statement.where(BuildingBlock.id.in_(set(wanted.values()))))
    blocks = {row.id: Block(row.label, row.concept) for row in rows}
    return {name: blocks[key] for name, key in wanted.items() if key in blocks}
