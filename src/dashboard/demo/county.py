"""The fictional county, told day by day: places, accounts, tables as they came in, releases, a correction.

Everything goes the way a real county's data go: official files are registered, tables are proposed and taken over,
quarters are released. What the fictional county has beside figures (alliances, meetings …) gets a chapter of its own
in ``CHAPTERS``.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from dashboard.catalogue import load
from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import (
    alliances,
    carriers,
    dates,
    directory,
    experience,
    files,
    folders,
    geometry,
    meetings,
    office,
    people,
    planning,
    wide,
)
from dashboard.demo.files import File
from dashboard.demo.places import DISTRICT
from dashboard.demo.shelters import QUARTERS
from dashboard.errors import SetupError
from dashboard.geography import commands as geography
from dashboard.intake import commands as intake
from dashboard.intake.reading import propose
from dashboard.intake.release import release
from dashboard.observations.models import Upload
from dashboard.periods import Period
from dashboard.settings import DATABASE_NAME, PROGRAM_ROOT
from dashboard.store import Actor, Store, UnitOfWork, set_setting

CATALOGUE = PROGRAM_ROOT / "data" / "catalogue"
"""The program's own, whatever the settings say: the fictional county is the same everywhere."""
BEGINNING = date(2026, 1, 2)
RELEASED = QUARTERS[:-1]
"""All quarters but the newest are released."""
RELEASE_AFTER = timedelta(days=41)
"""From the end of a quarter to its release."""
FIRST_RELEASES = date(2026, 2, 10)
"""The quarters before the office began are released together, one after the other."""
OFFICE = "koordinierungsstelle"
"""The account that takes tables over and releases quarters."""


@dataclass(frozen=True)
class Event:
    """Something that happened in the office on a day; ``order`` decides within a day."""

    day: date
    order: int
    do: Callable[[UnitOfWork, Catalogue], None]


def prepare(folder: Path) -> Store:
    """Write the fictional county into a new data base in ``folder`` and return its store.

    Raises SetupError where the folder has a data base already: nothing is ever overwritten.
    """
    path = folder / DATABASE_NAME
    if path.exists():
        raise SetupError(
            f"In {folder} liegt schon eine Datenbank ({DATABASE_NAME}). Bitte einen leeren Ordner angeben."
        )
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.open(f"sqlite:///{path}")
    try:
        for chapter in CHAPTERS:
            chapter(store)
    except BaseException:
        store.close()
        raise
    return store


def timeline() -> list[Event]:
    """All that happens to the figures, in its order."""
    regular = (*files.facilities(), *wide.tables(), *carriers.tables())
    events = [Event(file.arrived, 1, _taking_over(file)) for file in regular]
    events += [Event(file.arrived, 2, _taking_over(file)) for file in (files.correction(), files.stale())]
    events.append(Event(files.STALE_ON + timedelta(days=2), 1, _taking_back(files.stale())))
    events.append(Event(BEGINNING, 1, _taking_over(_directory())))
    for code in RELEASED:
        day = max(FIRST_RELEASES, Period.of(code).last + RELEASE_AFTER)
        events.append(Event(day, 3, _releasing(code)))
    return sorted(events, key=lambda event: (event.day, event.order))


def _found(store: Store) -> None:
    """The places with their outlines, and the mark that every page shows."""
    with tempfile.TemporaryDirectory(prefix="beispieldaten-") as name:
        outlines, listed = Path(name) / geometry.FILE_NAME, Path(name) / directory.FILE_NAME
        outlines.write_text(json.dumps(geometry.boundaries(), ensure_ascii=False), encoding="utf-8")
        listed.write_bytes(directory.directory())
        with store.reading() as session:
            plan = geography.prepare(session, DISTRICT, outlines, listed)
    with store.unit_of_work(Actor.local()) as work, dates.on(work, BEGINNING):
        geography.register(work, plan)
        set_setting(work, "demo", True)


def _admit(store: Store) -> None:
    with store.unit_of_work(Actor.local()) as work, dates.on(work, BEGINNING):
        people.admit(work)


def _plan(store: Store) -> None:
    """What is expected from whom, and the days of the sittings."""
    with store.unit_of_work(people.actor(store, OFFICE)) as work, dates.on(work, BEGINNING):
        office.plan(work, load(CATALOGUE))


def _observe(store: Store) -> None:
    """Eight quarters of tables, corrections and releases."""
    catalogue = load(CATALOGUE)
    editor = people.actor(store, OFFICE)
    for event in timeline():
        with store.unit_of_work(editor) as work, dates.on(work, event.day):
            event.do(work, catalogue)


def _ally(store: Store) -> None:
    """Organisations, alliances, their goals and measures."""
    alliances.enter(store, people.actor(store, OFFICE), load(CATALOGUE))


def _learn(store: Store) -> None:
    """Practice examples and hurdles."""
    experience.enter(store, people.actor(store, OFFICE), load(CATALOGUE))


def _meet(store: Store) -> None:
    """Bodies, meetings with their minutes, resolutions and tasks."""
    meetings.enter(store, people.actor(store, OFFICE), load(CATALOGUE))


def _foresee(store: Store) -> None:
    """Quota periods with what was decided for them, what is planned, scenarios."""
    planning.enter(store, people.actor(store, OFFICE), load(CATALOGUE))


def _present(store: Store) -> None:
    """A folder frozen for the Kreistag with a question to it, and the next one in the works."""
    folders.enter(store, people.actor(store, OFFICE), load(CATALOGUE))


CHAPTERS: tuple[Callable[[Store], None], ...] = (
    _found, _admit, _plan, _observe, _ally, _learn, _meet, _foresee, _present,
)  # fmt: skip
"""What is written one after the other; each chapter leaves a whole county behind."""


def _directory() -> File:
    return File(directory.FILE_NAME, directory.directory(), wide.STATISTICS.name, BEGINNING)


def _taking_over(file: File) -> Callable[[UnitOfWork, Catalogue], None]:
    def take_over(work: UnitOfWork, catalogue: Catalogue) -> None:
        proposal = propose(
            work.session,
            work.actor,
            file.content,
            file.name,
            catalogue=catalogue,
            period=None if file.period is None else Period.of(file.period),
            supplier=file.supplier,
        )
        intake.take_over(work, proposal, file.content)

    return take_over


def _taking_back(file: File) -> Callable[[UnitOfWork, Catalogue], None]:
    def take_back(work: UnitOfWork, _: Catalogue) -> None:
        upload = work.session.scalars(select(Upload.id).where(Upload.file_name == file.name)).one()
        intake.take_back(work, upload)

    return take_back


def _releasing(code: str) -> Callable[[UnitOfWork, Catalogue], None]:
    def release_quarter(work: UnitOfWork, catalogue: Catalogue) -> None:
        release(work, catalogue, Period.of(code), "Beispieldaten")

    return release_quarter
