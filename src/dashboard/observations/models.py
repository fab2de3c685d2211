"""Tables of values: uploads, observations with their breakdowns, releases.

Two properties are kept by partial unique indexes rather than by good intentions: for one key (indicator, area,
period, breakdown) at most one row is current, and at most one is released.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from dashboard.store import Base, Moment

IN_FORCE, TAKEN_BACK, PURGED = "in_force", "taken_back", "purged"
TOTAL = 0
"""Id of the empty breakdown: the value without any."""


class Upload(Base):
    """One file that was taken over: its bytes, and all that was decided when it was read."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """The file, compressed with zlib; gone after a purge and at the end of its retention."""
    layout: Mapped[str] = mapped_column(String(20))
    profile: Mapped[str | None] = mapped_column(String(60))
    supplier: Mapped[str] = mapped_column(String(200))
    period: Mapped[str | None] = mapped_column(String(20))
    """The period the whole file is about; None where it holds several."""
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(12), default=IN_FORCE)
    counts: Mapped[str] = mapped_column(Text, default="{}")
    mapping: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: the decisions with which the file was read; the same bytes read otherwise are another upload."""
    note: Mapped[str] = mapped_column(Text, default="")
    """What must stand beside its totals, for instance „Summe gerundeter Werte“."""
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the bytes went: by a purge, or at the end of the time for which files of this layout are kept."""
    removed_by: Mapped[str | None] = mapped_column(String(200))
    removed_why: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index(None, "sha256"), Index(None, "state"))


class Breakdown(Base):
    """A subgroup a value is about; the empty one (id 0) is the total."""

    __tablename__ = "breakdown"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(500), unique=True)
    """Canonical text: ``dimension=member`` pairs in the order of the dimensions' names, joined by ``|``."""
    members: Mapped[str] = mapped_column(Text)
    """The same as a JSON object."""


class Release(Base):
    """The decision that a period's figures may leave the office: all of them, or those of one table."""

    __tablename__ = "release"

    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(String(20), index=True)
    table: Mapped[str | None] = mapped_column(String(40))
    """The table that was released; None: all of them."""
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))


class Observation(Base):
    """One value as one upload stated it."""

    __tablename__ = "observation"

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(String(80))
    area: Mapped[str] = mapped_column(String(9))
    period: Mapped[str] = mapped_column(String(20))
    period_end: Mapped[date] = mapped_column(Date)
    breakdown: Mapped[int] = mapped_column(ForeignKey("breakdown.id"))
    value: Mapped[float | None] = mapped_column(Float)
    sign: Mapped[str] = mapped_column(String(12), default="")
    upload: Mapped[int] = mapped_column(ForeignKey("upload.id"), index=True)
    current: Mapped[bool] = mapped_column(Boolean)
    release: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    """The release that froze this row for the other circles; kept by id so that withdrawing finds all it took along."""
    released_before: Mapped[int | None]
    """The release that had frozen it until a later one, or its withdrawal, let it go. For the history only."""

    __table_args__ = (
        Index(
            "uq_observation_current",
            "indicator",
            "area",
            "period",
            "breakdown",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        Index(
            "uq_observation_released",
            "indicator",
            "area",
            "period",
            "breakdown",
            unique=True,
            sqlite_where=text("release IS NOT NULL"),
            postgresql_where=text("release IS NOT NULL"),
        ),
        Index(None, "indicator", "period_end"),
        Index(None, "area", "indicator"),
    )


class Suppression(Base):
    """Which released counts of an indicator and period the other circles do not see; made anew at every release.

    What is not in ``areas`` and ``breakdowns`` was no part of the table that was protected, and is not seen either.
    """

    __tablename__ = "suppression"

    indicator: Mapped[str] = mapped_column(String(80), primary_key=True)
    period: Mapped[str] = mapped_column(String(20), primary_key=True)
    areas: Mapped[str] = mapped_column(Text)
    """JSON list of the places, the district included."""
    breakdowns: Mapped[str] = mapped_column(Text)
    """JSON list of the breakdowns' canonical keys, the empty one included."""
    hidden: Mapped[str] = mapped_column(Text)
    """JSON list of [area, breakdown]."""
    threshold: Mapped[int]
