"""How far the release of a period is, table by table: in Arbeit, geprüft, freigegeben, with who and when.

A table is what the deliveries know too: ``facilities``, or the figures of one field. Nothing of it is typed in: what
is out and what waits is read from the values, and a check counts as long as the same uploads hold in its table.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from dashboard.accommodation.models import Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.formats import number
from dashboard.intake.brought import FACILITIES, table_titles
from dashboard.intake.models import PeriodCheck
from dashboard.observations.commands import within_reach
from dashboard.observations.models import Observation, Release
from dashboard.observations.queries import CHUNK
from dashboard.periods import Period
from dashboard.store import Actor, Circle


class Stage(StrEnum):
    """How far one table of one period is."""

    EMPTY = "empty"
    IN_PROGRESS = "in_progress"
    CHECKED = "checked"
    RELEASED = "released"

    @property
    def label(self) -> str:
        """German words."""
        return {
            "empty": "nichts gemeldet", "in_progress": "in Arbeit", "checked": "geprüft", "released": "freigegeben",
        }[self.value]  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Who decided something, when, and what the person noted."""

    id: int
    who: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class TableState:
    """One table of one period. A place's facilities count as one value."""

    table: str
    title: str
    current: int
    """Values that hold inside the office."""
    out: int
    """Values the other circles see."""
    waiting: int
    """New or corrected values that a release would let out, and released ones that it would take away."""
    along: int
    """Values of other frequencies that a quarter's release would take along."""
    uploads: tuple[int, ...]
    """Uploads with current values, ascending."""
    checked: Mark | None = None
    """The last check in force, whether or not it still counts."""
    changed_by: tuple[int, ...] = ()
    """Uploads that hold now and did not when it was checked, or the other way round."""
    released: Mark | None = None

    @property
    def stage(self) -> Stage:
        """How far it is; a correction after the release is in progress again."""
        if not self.waiting and self.out:
            return Stage.RELEASED
        if not self.waiting and not self.current and not self.along:
            return Stage.EMPTY
        return Stage.CHECKED if self.checked is not None and not self.changed_by else Stage.IN_PROGRESS

    @property
    def is_correction(self) -> bool:
        """Whether the other circles see older values than the office."""
        return bool(self.out and self.waiting)

    @property
    def label(self) -> str:
        """The stage in words."""
        return f"freigegeben, Berichtigung {self.stage.label}" if self.is_correction else self.stage.label

    @property
    def can_release(self) -> bool:
        """Whether a release would change what the other circles see."""
        return bool(self.waiting or self.along)


def indicators_of(catalogue: Catalogue, table: str) -> list[str]:
    """Codes of the indicators whose values make up a table; none for the facilities."""
    return [code for code, entry in catalogue.indicators.items() if entry.field == table]


def table_states(session: Session, actor: Actor, catalogue: Catalogue, period: Period) -> tuple[TableState, ...]:
    """All tables in the order on screen; for the internal circle only, raises NotAllowed elsewhere."""
    actor.require_circle(Circle.INTERNAL)
    counted = _values(session, catalogue, period)
    counted[FACILITIES] = _facilities(session, period)
    marks = _Marks(session, period, {number for counts in counted.values() for number in counts.releases})
    return tuple(
        _state(table, title, counted.get(table, _Counts()), marks) for table, title in table_titles(catalogue).items()
    )


def releasable_periods(session: Session, actor: Actor) -> list[Period]:
    """Periods with current or released values of any table, newest first; for the internal circle only."""
    actor.require_circle(Circle.INTERNAL)
    found: set[tuple[str, date]] = set()
    for model in (Observation, Report):
        present = model.current | model.release.is_not(None)
        rows = session.execute(select(model.period, model.period_end).where(present).distinct())
        found |= {(row[0], row[1]) for row in rows}
    return sorted((Period.of(code) for code, _ in found), reverse=True)


def uploads_in(session: Session, catalogue: Catalogue, period: Period, table: str) -> tuple[int, ...]:
    """Uploads with current values in a table, ascending: what a check is about."""
    model: Any = Report if table == FACILITIES else Observation
    statement = select(model.upload).where(model.period == period.code, model.current)
    if table != FACILITIES:
        statement = statement.where(Observation.indicator.in_(indicators_of(catalogue, table)))
    return tuple(session.scalars(statement.distinct().order_by(model.upload)))


@dataclass
class _Counts:
    current: int = 0
    out: int = 0
    waiting: int = 0
    along: int = 0
    uploads: set[int] = field(default_factory=set)
    releases: set[int] = field(default_factory=set)

    def add(self, upload: int, current: bool, release: int | None, stated: bool, count: int) -> None:
        if current:
            self.uploads.add(upload)
        if not stated:  # says that a key has ended: a decision of its upload, but no value
            return
        if current:
            self.current += count
        if release is not None:
            self.out += count
            self.releases.add(release)
        elif current:
            self.waiting += count


class _Marks:
    """The checks and releases of a period."""

    def __init__(self, session: Session, period: Period, others: set[int]) -> None:
        in_force = [PeriodCheck.period == period.code, PeriodCheck.withdrawn_at.is_(None)]
        rows = session.scalars(select(PeriodCheck).where(*in_force).order_by(PeriodCheck.id))
        self._checks = {row.table: row for row in rows}
        own = select(Release).where(Release.period == period.code, Release.withdrawn_at.is_(None))
        self._releases = {row.id: row for row in session.scalars(own)}
        missing = sorted(others - self._releases.keys())
        for start in range(0, len(missing), CHUNK):
            more = select(Release).where(Release.id.in_(missing[start : start + CHUNK]))
            self._releases |= {row.id: row for row in session.scalars(more)}
        self._period = period.code

    def checked(self, table: str, uploads: Sequence[int]) -> tuple[Mark | None, tuple[int, ...]]:
        row = self._checks.get(table)
        if row is None:
            return None, ()
        changed = set(json.loads(row.uploads)) ^ set(uploads)
        return Mark(row.id, row.who, row.at, row.note), tuple(sorted(changed))

    def released(self, table: str, counts: _Counts) -> Mark | None:
        """The newest release of the table; a later quarter may have taken its values along."""
        if not counts.out:
            return None
        found = [
            row for row in self._releases.values()
            if row.id in counts.releases or (row.period == self._period and row.table in (None, table))
        ]  # fmt: skip
        last = max(found, key=lambda row: row.id)
        return Mark(last.id, last.who, last.at, last.note)


def _state(table: str, title: str, counts: _Counts, marks: _Marks) -> TableState:
    uploads = tuple(sorted(counts.uploads))
    checked, changed = marks.checked(table, uploads)
    return TableState(
        table, title, counts.current, counts.out, counts.waiting, counts.along, uploads, checked, changed,
        marks.released(table, counts),
    )  # fmt: skip


def _values(session: Session, catalogue: Catalogue, period: Period) -> dict[str, _Counts]:
    found: dict[str, _Counts] = defaultdict(_Counts)
    fields = {code: entry.field for code, entry in catalogue.indicators.items()}
    stated = _stated(Observation)
    keys = (Observation.indicator, Observation.upload, Observation.current, Observation.release, stated)
    here = Observation.period == period.code
    interesting = Observation.current | Observation.release.is_not(None)
    counted = select(*keys, func.count()).where(here, interesting).group_by(*keys)
    for indicator, upload, current, release, is_stated, count in session.execute(counted):
        if indicator in fields:
            found[fields[indicator]].add(upload, current, release, bool(is_stated), count)
    other = aliased(Observation)
    same = [getattr(other, name) == getattr(Observation, name) for name in ("indicator", "area", "period", "breakdown")]
    ended = ~select(other.id).where(other.current, _stated(other), *same).exists()
    gone = here & Observation.release.is_not(None) & stated & ended
    along = within_reach(period) & Observation.current & Observation.release.is_(None) & stated & ~here
    for name, condition in (("waiting", gone), ("along", along)):
        statement = select(Observation.indicator, func.count()).where(condition).group_by(Observation.indicator)
        for indicator, count in session.execute(statement):
            if indicator in fields:
                counts = found[fields[indicator]]
                setattr(counts, name, getattr(counts, name) + count)
    return found


def _stated(model: Any) -> ColumnElement[bool]:
    return or_(model.value.is_not(None), model.sign != "")


def _facilities(session: Session, period: Period) -> _Counts:
    counts = _Counts()
    rows = list(session.execute(select(Report.area, Report.upload, Report.current, Report.release).where(
        Report.period == period.code, Report.current | Report.release.is_not(None)
    )))  # fmt: skip
    current = {row.area for row in rows if row.current}
    for area, upload, is_current, release in rows:
        counts.add(upload, is_current, release, True, 1)
        counts.waiting += release is not None and not is_current and area not in current
    return counts


def waiting_text(state: TableState) -> str:
    """What a release would change, in German; empty where nothing."""
    facilities = state.table == FACILITIES
    parts = []
    if state.waiting:
        what = ("Ort", "Orte") if facilities else ("Wert", "Werte")
        parts.append(f"{number(state.waiting)} {what[state.waiting != 1]}")
    if state.along:
        parts.append(f"{number(state.along)} Jahres- und Monatswert{'e' if state.along != 1 else ''}")
    return " und ".join(parts)
