"""Tables of accommodation: facilities, what a file says of a place in a quarter, and the occupancy in it.

A facilities file is complete for the places it names. So not the single facility but the *report* of a place and
quarter is superseded: the rows of its newest upload in force hold, and a facility that is not in it has ended with it.
Name and position are kept with the occupancy, because they too are what a file said: taking it back brings the old
ones back.
"""

from datetime import date

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base

FIGURES = (
    "plaetze",
    "gesperrt",
    "nutzbar_frei",
    "belegt",
    "zugaenge",
    "abgaenge",
    "davon_asylblg",
    "davon_sgb",
    "davon_selbstzahler",
)
"""Figures of a facility: the catalogue's codes of the indicators they add up to."""


class Facility(Base):
    """A shelter's identity over time: its place and the supplier's key (or its folded name)."""

    __tablename__ = "facility"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(9))
    key: Mapped[str] = mapped_column(String(300))

    __table_args__ = (UniqueConstraint("area", "key"),)


class Report(Base):
    """All that one upload says of the shelters of one place in one period."""

    __tablename__ = "accommodation_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(9))
    period: Mapped[str] = mapped_column(String(20))
    period_end: Mapped[date] = mapped_column(Date)
    upload: Mapped[int] = mapped_column(ForeignKey("upload.id"), index=True)
    current: Mapped[bool] = mapped_column(Boolean)
    release: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    released_before: Mapped[int | None]
    """The release that had frozen it before, as with observations."""

    __table_args__ = (
        Index(
            "uq_accommodation_report_current",
            "area",
            "period",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        Index(
            "uq_accommodation_report_released",
            "area",
            "period",
            unique=True,
            sqlite_where=text("release IS NOT NULL"),
            postgresql_where=text("release IS NOT NULL"),
        ),
    )


class Occupancy(Base):
    """One facility in one report. Flats of a place are one row of kind „Wohnung“ without name and position."""

    __tablename__ = "occupancy"

    id: Mapped[int] = mapped_column(primary_key=True)
    report: Mapped[int] = mapped_column(ForeignKey("accommodation_report.id"), index=True)
    facility: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(40))
    rows: Mapped[int] = mapped_column(default=1)
    """How many rows of the file are in it: 1, or the number of flat rows of a place."""
    responsible: Mapped[str] = mapped_column(String(200), default="")
    operator: Mapped[str] = mapped_column(String(200), default="")
    credited_area: Mapped[str | None] = mapped_column(String(9))
    protected: Mapped[bool] = mapped_column(Boolean, default=False)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    lease_until: Mapped[date | None] = mapped_column(Date)
    accessible: Mapped[bool | None] = mapped_column(Boolean)
    target_group: Mapped[str] = mapped_column(String(300), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    signs: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: figure -> official sign, where the file had one instead of (or beside) a number."""
    plaetze: Mapped[int | None]
    gesperrt: Mapped[int | None]
    nutzbar_frei: Mapped[int | None]
    belegt: Mapped[int | None]
    zugaenge: Mapped[int | None]
    abgaenge: Mapped[int | None]
    davon_asylblg: Mapped[int | None]
    davon_sgb: Mapped[int | None]
    davon_selbstzahler: Mapped[int | None]

    __table_args__ = (UniqueConstraint("report", "facility"),)
