"""Tables of the network: organisations and their functions, practice examples and hurdles. No private persons."""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.store import Base
from dashboard.store.kept import Kept


class Organisation(Kept, Base):
    """An authority, association, club, company …"""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_folded: Mapped[str] = mapped_column(String(500), unique=True)
    """What names are compared by; archived ones keep theirs, so that they are brought back and not made twice."""
    kind: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(80), default="")
    """Code of a field of the catalogue; empty: all."""
    area: Mapped[str | None] = mapped_column(String(9))
    """The place it works in; None: the whole district and beyond."""


class Function(Kept, Base):
    """A role or a shared mailbox at an organisation."""

    __tablename__ = "function"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    mailbox: Mapped[str] = mapped_column(String(200), default="")
    volunteer: Mapped[bool] = mapped_column(Boolean, default=False)
    consent_on: Mapped[date | None] = mapped_column(Date)
    """The day a volunteer agreed that the mailbox is kept."""


class Practice(Kept, Base):
    """A practice example: what was done where, what came of it, and who tells others how."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    """What was done."""
    field: Mapped[str] = mapped_column(String(80), default="")
    """Code of a field of the catalogue; empty: all."""
    area: Mapped[str | None] = mapped_column(String(9), index=True)
    """Where; None: the whole district."""
    organisation: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    result: Mapped[str] = mapped_column(Text)
    figure: Mapped[str] = mapped_column(String(200))
    """The result as one figure with its unit and its day, in words („7 von 12 Praktika wurden Ausbildungen, 2026“)."""
    indicator: Mapped[str | None] = mapped_column(String(80))
    """An indicator of the catalogue that shows it too."""
    learned: Mapped[str] = mapped_column(Text)
    needed: Mapped[str] = mapped_column(Text)
    """What others need to do the same."""
    function: Mapped[int | None] = mapped_column(ForeignKey("function.id"), index=True)
    """Whom to ask."""
    circle: Mapped[str] = mapped_column(String(20), default="coordination")


class Hurdle(Kept, Base):
    """What blocks, by which rule, and what became of it."""

    __tablename__ = "hurdle"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(String(200))
    """Law, order or habit it comes from."""
    changer: Mapped[str] = mapped_column(String(200))
    """Who could change it."""
    field: Mapped[str] = mapped_column(String(80), default="")
    area: Mapped[str | None] = mapped_column(String(9))
    """Where; None: the whole district."""
    since: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(Text)
    """What became of it so far."""
    circle: Mapped[str] = mapped_column(String(20), default="coordination")
