"""Registering places and boundaries: ``dashboard init``, and a directory that is uploaded later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from dashboard.errors import SetupError, reason
from dashboard.geography import official_files, queries, registration
from dashboard.geography import places as frames
from dashboard.geography.boundaries import bundled
from dashboard.geography.directory import Directory
from dashboard.geography.directory import read as read_directory
from dashboard.geography.models import Boundary, Place
from dashboard.geography.places import GERMANY, PLACE_COLUMNS
from dashboard.geography.registration import Plan
from dashboard.store import Role, UnitOfWork, set_setting

DIRECTORY_LIMIT = 50 << 20
_COMPARED = [*PLACE_COLUMNS, "valid_until", "origin", "as_of"]
_TOP_DOWN = {2: 1, 5: 2, 9: 3, 8: 4}
"""Order of writing by the length of the code, parents before children; the federation comes first."""


@dataclass(frozen=True)
class Registered:
    """What a registration has changed: numbers of rows."""

    added: int
    changed: int
    ended: int
    outlines: int
    replaced: int
    """Outlines of an older edition that are no longer in force."""

    @property
    def nothing(self) -> bool:
        """Whether everything was so already."""
        return not any((self.added, self.changed, self.ended, self.outlines, self.replaced))

    def sentence(self) -> str:
        """The receipt in German."""
        if self.nothing:
            return "Orte und Grenzen waren schon so eingetragen; es wurde nichts geändert."
        return (
            f"Orte: {self.added} neu, {self.changed} geändert, {self.ended} beendet. "
            f"Grenzen: {self.outlines} eingetragen, {self.replaced} abgelöst."
        )


def prepare(session: Session, district: str, boundaries: Path | None = None, directory: Path | None = None) -> Plan:
    """Read the files for ``dashboard init`` and decide what registering would mean; nothing is written.

    ``district``: five digits or „alle“. Raises SetupError or FileUnusable with the German reason.
    """
    region = frames.region_code(district)
    listed = read_directory(_bytes(directory), directory.name) if directory else None
    outlined = official_files.read(boundaries, region) if boundaries else bundled(region)
    known = queries.places(session, region, ended=True)
    return registration.plan(region, outlined, listed, known if len(known) else None)


def register(work: UnitOfWork, plan: Plan, *, own: bool = True) -> Registered:
    """Write a plan in the caller's transaction; running the same plan again changes nothing.

    With ``own`` the region becomes the own district (all of Germany only where no district is set yet).
    """
    work.require(Role.ADMIN)
    done = _apply(work, plan)
    if own and (plan.region != GERMANY or queries.own_district(work.session) is None):
        set_setting(work, queries.DISTRICT_SETTING, plan.region)
    return done


def register_directory(work: UnitOfWork, directory: Directory) -> tuple[Registered, list[Plan]]:
    """Bring all registered districts to an uploaded directory: names, kinds, parents, Samtgemeinden, endings.

    An older edition than the known one only adds places that have ended since. Districts for comparison that the
    directory does not know are left alone. Raises SetupError where it does not know the own one.
    """
    work.require(Role.EDITOR)
    own = queries.district(work.session).area
    drawn = queries.drawn_areas(work.session)
    plans = []
    for region in _regions(work.session, own):
        if region == own or region in set(directory.places["area"]):
            known = queries.places(work.session, region, ended=True)
            plans.append(registration.plan_directory(directory, region, known, drawn))
    done = [_apply(work, plan) for plan in plans]
    total = Registered(*(sum(getattr(one, name) for one in done) for name in Registered.__dataclass_fields__))
    return total, plans


def _regions(session: Session, own: str) -> list[str]:
    if own == GERMANY:
        return [GERMANY]
    districts = session.scalars(select(Place.area).where(Place.level == "district", Place.valid_until.is_(None)))
    return [own, *sorted(set(districts) - {own})]


def _apply(work: UnitOfWork, plan: Plan) -> Registered:
    added, changed, ended = _write_places(work.session, plan) if plan.places is not None else (0, 0, 0)
    written, replaced = _write_outlines(work.session, plan) if plan.outlines is not None else (0, 0)
    done = Registered(added, changed, ended, written, replaced)
    if not done.nothing:
        facts = {"origin": plan.origin, "as_of": plan.as_of, "edition": plan.edition, **vars(done)}
        work.record("figures", "geography.registered", f"district:{plan.region}", after=facts)
    return done


def _write_places(session: Session, plan: Plan) -> tuple[int, int, int]:
    """Numbers of places added, changed and ended."""
    assert plan.places is not None
    columns = [getattr(Place, name) for name in _COMPARED]
    stored = {row["area"]: row for row in session.execute(select(*columns)).mappings()}
    rows = [_row(record, plan) for record in plan.places.to_dict("records")]
    new = [row for row in rows if row["area"] not in stored]
    moved: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    if plan.superseded_on is None:
        # What lies above the region keeps its name; only the region itself is brought up to date.
        inside = [row for row in rows if row["area"] in stored and frames.within(row["area"], plan.region)]
        moved = [row for row in inside if _differs(stored[row["area"]], row)]
        gone = _gone(stored, {row["area"] for row in rows}, plan)
    new.sort(key=lambda row: _TOP_DOWN.get(len(row["area"]), 0) if row["area"] != GERMANY else 0)
    if new:
        session.execute(insert(Place), new)
    for changes in (moved, gone):
        if changes:
            session.execute(update(Place), changes)
    return len(new), len(moved), len(gone)


def _row(record: Mapping[Any, Any], plan: Plan) -> dict[str, Any]:
    return {
        **{name: record[name] for name in PLACE_COLUMNS},
        "parent": record["parent"] or None,
        "valid_from": None,
        "valid_until": plan.superseded_on,
        "origin": plan.origin,
        "as_of": plan.as_of,
    }


def _differs(place: Mapping[Any, Any], row: Mapping[str, Any]) -> bool:
    return any(place[name] != row[name] for name in _COMPARED)


def _gone(stored: Mapping[str, Mapping[Any, Any]], named: set[str], plan: Plan) -> list[dict[str, Any]]:
    """The places of the region that the newer source does not have any more."""
    until = plan.as_of or date.today()
    return [
        {"area": area, "valid_until": until}
        for area, place in stored.items()
        if frames.within(area, plan.region) and area not in named and place["valid_until"] is None
    ]


def _write_outlines(session: Session, plan: Plan) -> tuple[int, int]:
    """Numbers of outlines put in force and taken out of force."""
    assert plan.outlines is not None
    columns = (Boundary.area, Boundary.edition, Boundary.source, Boundary.geometry, Boundary.id, Boundary.current)
    rows = [row for row in session.execute(select(*columns)) if frames.within(row[0], plan.region)]
    ids = {(area, edition, source, geometry): number for area, edition, source, geometry, number, _ in rows}
    in_force = {number for *_, number, current in rows if current}
    wanted = [
        (area, plan.edition, plan.source, geometry)
        for area, geometry in zip(plan.outlines["area"], plan.outlines["geometry"], strict=True)
    ]
    kept = {ids[key] for key in wanted if key in ids}
    fresh = [key for key in wanted if key not in ids]
    off, on = in_force - kept, kept - in_force
    # Old editions go out of force before new ones come in: one boundary a place is the index's rule.
    for numbers, current in ((off, False), (on, True)):
        if numbers:
            session.execute(update(Boundary), [{"id": number, "current": current} for number in sorted(numbers)])
    if fresh:
        names = ("area", "edition", "source", "geometry")
        session.execute(insert(Boundary), [dict(zip(names, key, strict=True), current=True) for key in fresh])
    return len(fresh) + len(on), len(off)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > DIRECTORY_LIMIT:
            raise SetupError(f"Das Gemeindeverzeichnis „{path.name}“ ist größer als 50 MB und wird nicht gelesen.")
        return path.read_bytes()
    except OSError as error:
        raise SetupError(f"Das Gemeindeverzeichnis {path} kann nicht geöffnet werden: {reason(error)}.") from error
