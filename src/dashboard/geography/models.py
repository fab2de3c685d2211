"""Tables of geography: places of all levels, and the boundaries they are drawn with."""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base


class Place(Base):
    """One area that figures can be about: a Gemeinde, an association of them, a district, a state, the federation.

    ``area`` has 8 digits (Gemeinde), 9 (Samtgemeinde and other associations), 5 (district), 2 (state) or is ``DE``.
    A kreisfreie Stadt is one place, kept under its 5 digits.
    """

    __tablename__ = "place"

    area: Mapped[str] = mapped_column(String(9), primary_key=True)
    level: Mapped[str] = mapped_column(String(12))
    """A ``Level``: municipality, association, district, state or federation."""
    name: Mapped[str] = mapped_column(String(200))
    """What people read; tells places of one district apart: „Velpke“, „Samtgemeinde Velpke“, „Landkreis Peine“."""
    short_name: Mapped[str] = mapped_column(String(200))
    """The name without its kind, which several places may share: „Velpke“."""
    kind: Mapped[str] = mapped_column(String(60))
    """German word for what it is: „Stadt“, „Samtgemeinde“, „gemeindefreies Gebiet“."""
    parent: Mapped[str | None] = mapped_column(ForeignKey("place.area"), index=True)
    sort_key: Mapped[str] = mapped_column(String(12))
    """Regional key (ARS): in its order, the official one, an association stands before its members."""
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    """Date of the first directory without it (it ended by then at the latest); None while it exists."""
    origin: Mapped[str] = mapped_column(String(12))
    """Where name and kind come from: ``directory``, ``boundaries`` or ``given``."""
    as_of: Mapped[date | None] = mapped_column(Date)
    """Territorial state (Gebietsstand) of that source; None where the source does not say."""


class Boundary(Base):
    """The outline of a place in one edition; a newer edition replaces the old one, which is kept."""

    __tablename__ = "boundary"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("place.area"), index=True)
    edition: Mapped[str] = mapped_column(String(120))
    """Date of the territorial state in ISO form, or the file's name where it does not say."""
    geometry: Mapped[str] = mapped_column(Text)
    """GeoJSON geometry, WGS84, simplified."""
    source: Mapped[str] = mapped_column(String(300))
    """Source line to be shown under every map."""
    current: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = (
        Index(
            "uq_boundary_current",
            "area",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )
