"""Tables of what meetings resolve and who does it until when."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base
from dashboard.store.kept import Kept


class Resolution(Kept, Base):
    """Verabredung, Empfehlung, Vorschlag or Beschluss, with its exact wording."""

    __tablename__ = "resolution"

    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    """Its number in the register of the body („2026-07“)."""
    kind: Mapped[str] = mapped_column(String(30))
    wording: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(String(200))
    """Of the vote („einstimmig“)."""
    addressee: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    """The organ a proposal goes to."""
    state: Mapped[str] = mapped_column(String(30))
    outcome: Mapped[str] = mapped_column(Text)
    """What became of it."""
    answers: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"), index=True)
    """The proposal this Beschluss decides on."""
    circle: Mapped[str] = mapped_column(String(20))


class ResolutionLink(Base):
    """What a resolution is about: goal, measure, block, hurdle, practice (their numbers) or indicator (its code)."""

    __tablename__ = "resolution_link"

    resolution: Mapped[int] = mapped_column(ForeignKey("resolution.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    object_id: Mapped[str] = mapped_column(String(80), primary_key=True)

    __table_args__ = (Index(None, "kind", "object_id"),)


class Task(Kept, Base):
    """What is to be done, by whom, until when."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    body: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    item: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    resolution: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"), index=True)
    measure: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)
    organisation: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    function: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    state: Mapped[str] = mapped_column(String(20))
    done_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str] = mapped_column(Text)
    circle: Mapped[str] = mapped_column(String(20))
