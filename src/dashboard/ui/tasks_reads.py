"""Tasks and resolutions as this circle has them, read once per data version; and how one is named in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.meetings import life, resolution_queries, task_table
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.life import ResolutionLife
from dashboard.meetings.reminders import Reminder, reminder_to
from dashboard.meetings.resolution_queries import ResolutionEntry, ResolutionMark, Short, Wanted
from dashboard.meetings.task_table import Order, TaskEntry, TaskFilter, TaskPage
from dashboard.ui import meetings_reads, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

PAGE = "tasks.py"
TASK, RESOLUTION = "aufgabe", "beschluss"
"""Names in the address: the number of what is open. Titles change; a number still finds it."""

EVERYTHING = TaskFilter()


@dataclass(frozen=True)
class Sorted:
    """Which tasks in which order; ``page`` counts from 0."""

    wanted: TaskFilter = EVERYTHING
    order: Order = Order.DUE
    descending: bool = False
    page: int = 0


TABLES: Kept[TaskPage] = Kept(128)
TASKS: Kept[TaskEntry] = Kept(64)
REGISTERS: Kept[tuple[ResolutionEntry, ...]] = Kept(32)
LIVES: Kept[ResolutionLife] = Kept(64)
LINKED: Kept[Mapping[str, tuple[Short, ...]]] = Kept(32)
MARKS: Kept[tuple[ResolutionMark, ...]] = Kept(256)
REMINDERS: Kept[Reminder] = Kept(32)


def table(here: Here, asked: Sorted) -> TaskPage:
    """One page of the tasks; how many are late is known to the office alone."""

    def read() -> TaskPage:
        with store().reading() as session:
            return task_table.table(
                session, here.actor, asked.wanted, order=asked.order, descending=asked.descending, page=asked.page
            )

    return TABLES.get((*_today(here), asked), read)


def task(here: Here, key: int) -> TaskEntry:
    """One task, for the office also an archived one; NotFound where there is none for this circle."""

    def read() -> TaskEntry:
        with store().reading() as session:
            return task_table.task(session, here.actor, key)

    return TASKS.get((*_today(here), key), read)


def reminder(here: Here, organisation: int) -> Reminder:
    """What an organisation is to be reminded of; for the office."""

    def read() -> Reminder:
        with store().reading() as session:
            return reminder_to(session, here.actor, organisation)

    return REMINDERS.get((*_today(here), organisation), read)


def register(here: Here, wanted: Wanted) -> tuple[ResolutionEntry, ...]:
    """The resolutions this circle sees, the newest first."""
    catalogue = reads.catalogue()

    def read() -> tuple[ResolutionEntry, ...]:
        with store().reading() as session:
            return resolution_queries.resolutions(session, here.actor, catalogue, wanted)

    return REGISTERS.get((*meetings_reads.state(here), catalogue.version, wanted), read)


def life_of(here: Here, key: int) -> ResolutionLife:
    """A resolution with all that belongs to it; NotFound where there is none for this circle."""
    catalogue = reads.catalogue()

    def read() -> ResolutionLife:
        with store().reading() as session:
            return life.life_of(session, here.actor, catalogue, key)

    return LIVES.get((*_today(here), catalogue.version, key), read)


def linked_to(here: Here, kind: LinkKind) -> Mapping[str, tuple[Short, ...]]:
    """By object id what was resolved about things of a kind."""

    def read() -> Mapping[str, tuple[Short, ...]]:
        with store().reading() as session:
            return resolution_queries.linked_to(session, here.actor, kind)

    return LINKED.get((*meetings_reads.state(here), kind), read)


def marks(here: Here, indicator: str) -> tuple[ResolutionMark, ...]:
    """What was resolved about an indicator, its goals and their measures, by day."""

    def read() -> tuple[ResolutionMark, ...]:
        with store().reading() as session:
            return resolution_queries.marks(session, here.circle, indicator)

    return MARKS.get((*meetings_reads.state(here), indicator), read)


def to_task(key: int) -> dict[str, str]:
    """What the address of the page says so that a task is open."""
    return {TASK: str(key)}


def to_resolution(key: int) -> dict[str, str]:
    """What the address of the page says so that a resolution is open."""
    return {RESOLUTION: str(key)}


def asked_for(name: str) -> int | None:
    """The number that the address gives for ``name``; None where it says none."""
    said = str(st.query_params.get(name, ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def close(name: str = "") -> None:
    """Let go of what is open: of ``name``, or of both."""
    for one in (name,) if name else (TASK, RESOLUTION):
        if one in st.query_params:
            del st.query_params[one]


def _today(here: Here) -> tuple[object | date, ...]:
    return (*meetings_reads.state(here), quarters.today())
