"""Tables of a concept: its quoted building blocks, and how far each is in each place."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.alliances.models import Guarded
from dashboard.store import Base, Moment
from dashboard.store.kept import Kept


class Concept(Guarded, Base):
    __tablename__ = "concept"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200))
    """Where the text stands: paper, edition, resolution."""
    adopted_on: Mapped[date | None] = mapped_column(Date)


class BuildingBlock(Kept, Base):
    """One quoted sentence or paragraph of a concept; seen by whoever sees the concept."""

    __tablename__ = "building_block"

    id: Mapped[int] = mapped_column(primary_key=True)
    concept: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    chapter: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    """Short name, for the matrix."""
    text: Mapped[str] = mapped_column(Text)
    """The quotation."""


class BlockState(Base):
    """How far a block is in a place, as one person said it; never changed, the newest is ``current``."""

    __tablename__ = "block_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    block: Mapped[int] = mapped_column(ForeignKey("building_block.id"))
    area: Mapped[str] = mapped_column(String(9), index=True)
    state: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[str] = mapped_column(Text)
    function: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    """Whom to ask there."""
    practice: Mapped[int | None] = mapped_column(ForeignKey("practice.id"), index=True)
    """The practice example that was taken over."""
    as_of: Mapped[date] = mapped_column(Date)
    current: Mapped[bool] = mapped_column(Boolean)
    who: Mapped[str] = mapped_column(String(200))
    account: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        Index("uq_block_state_current", "block", "area", unique=True, sqlite_where=text("current"),
              postgresql_where=text("current")),
        Index(None, "block", "area", "id"),
    )  # fmt: skip
