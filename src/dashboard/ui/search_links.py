"""Where a hit of the search stands: the page and what its address says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dashboard.lookup.owners import Owners, owners
from dashboard.store.search import Hit
from dashboard.ui import (
    alliances_reads,
    concept_reads,
    council_reads,
    former_minutes,
    meetings_reads,
    network,
    network_hurdles,
    network_organisations,
    network_practice,
    network_reads,
    reads,
    tasks_reads,
    uploads,
)
from dashboard.ui import links as addresses
from dashboard.ui.manual import CHAPTER
from dashboard.ui.visit import Here

HISTORY = "Bisherige Dateien"
"""The part of „Daten einreichen“ with the files that came in."""


@dataclass(frozen=True)
class Target:
    """A page, opened at something."""

    page: str
    address: Mapping[str, str] = field(default_factory=dict)


Links = Mapping[tuple[str, str], Target]
"""By kind and object id; what has no page of its own has none."""


def links(session: Session, here: Here, hits: Sequence[Hit]) -> Links:
    """Where each of the hits stands."""
    known = owners(session, hits)
    found = {(hit.kind, hit.object_id): _WAYS[hit.kind](here, hit, known) for hit in hits if hit.kind in _WAYS}
    return {key: target for key, target in found.items() if target is not None}


def _alliance(here: Here, hit: Hit, known: Owners) -> Target:
    names = alliances_reads.labels(alliances_reads.board(here))
    name = names.get(_number(hit, known.alliances))
    return Target("alliances.py", {addresses.ALLIANCE: name} if name else {})


def _recommendation(here: Here, hit: Hit, known: Owners) -> Target:
    return Target("alliances.py")


def _concept(here: Here, hit: Hit, known: Owners) -> Target:
    return Target("concept.py", _concept_named(here, int(hit.object_id)))


def _block(here: Here, hit: Hit, known: Owners) -> Target:
    block = known.blocks.get((hit.kind, hit.object_id))
    if block is None:
        return Target("concept.py")
    address = {**_concept_named(here, block.concept), concept_reads.BLOCK: block.label}
    area = hit.object_id.partition(":")[2]
    names = dict(zip(reads.places(here)["area"], reads.places(here)["name"], strict=True))
    return Target("concept.py", address | ({concept_reads.PLACE: names[area]} if area in names else {}))


def _concept_named(here: Here, key: int) -> dict[str, str]:
    """Which concept; with only one of them there is nothing to choose."""
    titles = {one.id: one.form.title for one in concept_reads.concepts(here)}
    if len(titles) < 2 or key not in titles:
        return {}
    twice = list(titles.values()).count(titles[key]) > 1
    return {concept_reads.CONCEPT: f"{titles[key]} (Nr. {key})" if twice else titles[key]}


def _organisation(here: Here, hit: Hit, known: Owners) -> Target:
    names = {one.id: one.name for one in network_reads.network(here).organisations}
    return _network("Organisationen", network_organisations.OPENED, names.get(_number(hit, known.organisations)))


def _practice(here: Here, hit: Hit, known: Owners) -> Target:
    return _network("Praxisbeispiele", network_practice.OPENED, network_reads.titles(here).get(int(hit.object_id)))


def _hurdle(here: Here, hit: Hit, known: Owners) -> Target:
    titles = network_reads.distinct({one.id: one.form.title for one in network_reads.network(here).hurdles})
    return _network("Hürden", network_hurdles.OPENED, titles.get(int(hit.object_id)))


def _network(part: str, key: str, name: str | None) -> Target:
    return Target("network.py", {network.PART: part} | ({key: name} if name else {}))


def _number(hit: Hit, known: Mapping[tuple[str, str], int]) -> int:
    return known.get((hit.kind, hit.object_id), 0)


def _meeting(here: Here, hit: Hit, known: Owners) -> Target:
    """An item stands in its meeting."""
    return Target("meetings.py", meetings_reads.address(here, _number(hit, known.meetings)))


def _former(here: Here, hit: Hit, known: Owners) -> Target:
    return Target("meetings.py", former_minutes.address(int(hit.object_id)))


def _resolution(here: Here, hit: Hit, known: Owners) -> Target:
    return Target(tasks_reads.PAGE, tasks_reads.to_resolution(int(hit.object_id)))


def _task(here: Here, hit: Hit, known: Owners) -> Target:
    return Target(tasks_reads.PAGE, tasks_reads.to_task(int(hit.object_id)))


def _folder(here: Here, hit: Hit, known: Owners) -> Target:
    """Its pages and questions stand in it."""
    name = council_reads.labels(here).get(_number(hit, known.folders))
    return Target("council.py", {council_reads.CHOSEN: name} if name else {})


def _indicator(here: Here, hit: Hit, known: Owners) -> Target:
    return Target("monitoring.py", addresses.to_indicator(here, hit.object_id))


def _chapter(here: Here, hit: Hit, known: Owners) -> Target:
    return Target("help.py", {CHAPTER: hit.object_id})


def _upload(here: Here, hit: Hit, known: Owners) -> Target | None:
    if not here.may_edit:
        return None
    frame = reads.uploads(here)
    rows = frame[frame["id"] == int(hit.object_id)]
    chosen = {uploads.CHOSEN: uploads.label(rows.iloc[0])} if len(rows) else {}
    return Target("intake.py", {uploads.PART: HISTORY} | chosen)


_WAYS: Mapping[str, Callable[[Here, Hit, Owners], Target | None]] = {
    "alliance": _alliance,
    "goal": _alliance,
    "goal_note": _alliance,
    "measure": _alliance,
    "recommendation": _recommendation,
    "concept": _concept,
    "building_block": _block,
    "block_state": _block,
    "organisation": _organisation,
    "function": _organisation,
    "practice": _practice,
    "hurdle": _hurdle,
    "meeting": _meeting,
    "item": _meeting,
    "minutes": _meeting,
    "archived_minutes": _former,
    "resolution": _resolution,
    "task": _task,
    "folder": _folder,
    "folder_page": _folder,
    "folder_question": _folder,
    "indicator": _indicator,
    "chapter": _chapter,
    "upload": _upload,
}
